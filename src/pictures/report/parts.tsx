import type { ComponentChildren } from 'preact'

/** What a person wrote: its direction does not change that of the text around it. */
export function Written({ text }: { readonly text: string }) {
  return <bdi>{text}</bdi>
}

/** Names as a sentence lists them: "Alex, Sam and Kim". */
export function Names({ names }: { readonly names: readonly string[] }) {
  return names.map((name, place) => (
    <>
      {place > 0 && (place === names.length - 1 ? ' and ' : ', ')}
      <Written text={name} />
    </>
  ))
}

type SectionProps = {
  readonly id: string
  readonly heading: string
  readonly children: ComponentChildren
}

export function Section({ id, heading, children }: SectionProps) {
  return (
    <section aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{heading}</h2>
      {children}
    </section>
  )
}

type WideProps = {
  readonly name: string
  /** Whether its end is seen before its beginning. */
  readonly isLatestFirst?: boolean
  readonly children: ComponentChildren
}

/** A part that is too wide for a phone: there it scrolls, with a finger or the keyboard. */
export function Wide({ name, isLatestFirst = false, children }: WideProps) {
  return (
    <section class={`wide whole${isLatestFirst ? ' latest' : ''}`} aria-label={name} tabindex={0}>
      {children}
    </section>
  )
}

type TableProps = {
  readonly heads: readonly Head[]
  readonly rows: readonly Row[]
  /** Whether each row becomes a paragraph where there is no room for columns. */
  readonly isStacked?: boolean
}

/** The name of a column, and whether it has numbers. */
export type Head = { readonly name: string; readonly isNumber?: boolean }

/** A row, whose first cell names it. */
export type Row = { readonly key: string | number; readonly cells: readonly ComponentChildren[] }

export function Table({ heads, rows, isStacked = false }: TableProps) {
  return (
    <table {...(isStacked ? { class: 'stacked' } : {})}>
      <thead>
        <tr>
          {heads.map(({ name, isNumber }) => (
            <th key={name} scope="col" class={isNumber ? 'n' : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [first, ...others] }) => (
          <tr key={key}>
            <th scope="row">{first}</th>
            {others.map((cell, place) => {
              const head = heads[place + 1]
              return (
                <td
                  key={head?.name}
                  class={head?.isNumber ? 'n' : undefined}
                  {...(isStacked ? { 'data-name': head?.name } : {})}
                >
                  {cell}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
