import type { ComponentChildren, VNode } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import { type ColorName, color, colorOn } from '../palette.ts'

/** What a picture is called, and how it is drawn. */
type FrameProps = {
  /** Its name, which no other picture on the page has. */
  readonly id: string
  readonly title: string
  /** What it shows, for people who cannot see it. */
  readonly description: string
  readonly width: number
  readonly height: number
  /** Whether it is a file of its own, which needs its own styles and background. */
  readonly isAlone: boolean
  readonly children: ComponentChildren
}

/** A picture on a page, or in a file of its own. */
export function Frame({ id, title, description, width, height, isAlone, children }: FrameProps) {
  const [titleId, descriptionId] = [`${id}-title`, `${id}-description`]
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class={`chart ${id}`}
      role="img"
      aria-labelledby={titleId}
      aria-describedby={descriptionId}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMinYMin"
      {...(isAlone ? { width, height } : {})}
    >
      <title id={titleId}>{title}</title>
      <desc id={descriptionId}>{description}</desc>
      {isAlone && <style dangerouslySetInnerHTML={{ __html: ownRules() }} />}
      {isAlone && <rect class="sheet" width={width} height={height} />}
      {children}
    </svg>
  )
}

/** The file of a picture: SVG that needs nothing outside itself. */
export function svgFile(picture: VNode): string {
  return `${withoutForbidden(renderToStaticMarkup(picture))}\n`
}

/** XML cannot hold most control characters, not even escaped. */
function withoutForbidden(xml: string): string {
  return xml.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
}

/**
 * Style rules of pictures on a page, whose own rules define the colors.
 *
 * @param hue writes a color
 */
export function chartRules(hue: (name: ColorName) => string = color): string {
  const fills = (['ink', 'quiet', 'line', 'blue', 'green', 'orange', 'pink'] as const)
    .map((name) => `.chart .${name}{fill:${hue(name)}}`)
    .join('')
  return `.chart text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;\
font-size:12px;fill:${hue('ink')}}
.chart text.small{font-size:11px}.chart text.strong{font-weight:600}
${fills}
.chart .sheet{fill:${hue('paper')}}
.chart .edge{fill:none;stroke:${hue('line')}}
.chart .rule{fill:none;stroke:${hue('quiet')}}
.chart .faint{fill:none;stroke:${hue('quiet')};stroke-opacity:.5}
.chart .mark{fill:none;stroke:${hue('ink')};stroke-width:2}
.chart .halo{fill:none;stroke:${hue('paper')};stroke-width:5}
.chart .gap{fill:none;stroke:${hue('paper')};stroke-width:1.5}`
}

/** Programs other than browsers know neither variables nor dark screens: they get light colors. */
function ownRules(): string {
  return `${chartRules(colorOn('light'))}
@media (prefers-color-scheme:dark){@media not print{${chartRules(colorOn('dark'))}}}`
}
