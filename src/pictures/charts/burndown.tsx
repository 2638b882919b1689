import { max } from 'd3-array'
import { type ScaleLinear, type ScaleTime, scaleLinear, scaleUtc } from 'd3-scale'
import { area, curveStepAfter, stack } from 'd3-shape'
import { type Burndown, type BurndownWeek, openIn } from '../../domain/burndown.ts'
import { dayAndMonth } from '../../domain/date-names.ts'
import { enumerate } from '../../domain/enumerate.ts'
import { addDays, type CalendarDate, months, toParts } from '../../domain/time.ts'
import { counted, grouped } from '../words.ts'
import { Frame } from './frame.tsx'
import { round } from './load-bars.tsx'

const width = 736
/** Where the weeks begin and end, how high each part is, and what is between them. */
const plot = { left: 46, right: 612, top: 22, open: 190, gap: 40, done: 56 } as const
const bottom = plot.top + plot.open
const doneTop = bottom + plot.gap
const doneBottom = doneTop + plot.done
const height = doneBottom + 24

/** The layers from the bottom up. They differ in gray, too, some by a pattern. */
const layers = [
  { key: 'backlog', fill: 'line', isOutlined: true },
  { key: 'active', fill: 'blue' },
  { key: 'paused', fill: 'orange', pattern: 'burndown-stripes' },
  { key: 'blocked', fill: 'pink', pattern: 'burndown-dots' },
] as const

type Layer = (typeof layers)[number]
type LayerKey = Layer['key']

type BurndownProps = { readonly weeks: Burndown; readonly isAlone?: boolean }

/** How many tasks were open at the end of each week, and how many were done in it. */
export function BurndownChart({ weeks, isAlone = false }: BurndownProps) {
  const [first, last] = [weeks[0], weeks.at(-1)]
  if (first === undefined || last === undefined) return null
  const end = addDays(last.from, 7)
  const x = scaleUtc([startOf(first.from), startOf(end)], [plot.left, plot.right])
  const y = scaleLinear([0, Math.max(4, max(weeks, openIn) ?? 0)], [bottom, plot.top]).nice(4)
  return (
    <Frame
      id="burndown"
      title="Open tasks over time"
      description={describe(weeks, first, last)}
      width={width}
      height={height}
      isAlone={isAlone}
    >
      <Patterns />
      <text class="quiet small" x={plot.left} y="12">
        open tasks at the end of the week
      </text>
      <Grid y={y} />
      <Layers weeks={weeks} end={end} x={x} y={y} />
      <Labels week={last} y={y} />
      <Dates weeks={weeks} x={x} />
      <DoneBars weeks={weeks} x={x} />
    </Frame>
  )
}

/** Patterns over a color, drawn in the color of the paper. */
function Patterns() {
  return (
    <defs>
      <pattern
        id="burndown-stripes"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect class="sheet" width="2" height="6" />
      </pattern>
      <pattern id="burndown-dots" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect class="sheet" width="2" height="2" />
      </pattern>
    </defs>
  )
}

function Grid({ y }: { readonly y: ScaleLinear<number, number> }) {
  const ticks = y.ticks(4).filter(Number.isInteger)
  return (
    <g>
      {ticks.map((tick) => (
        <g key={tick}>
          <path class="edge" d={`M${plot.left} ${round(y(tick))}H${plot.right}`} />
          <text class="quiet small" x={plot.left - 6} y={round(y(tick)) + 4} text-anchor="end">
            {grouped(tick)}
          </text>
        </g>
      ))}
    </g>
  )
}

type LayersProps = {
  readonly weeks: Burndown
  readonly end: CalendarDate
  readonly x: ScaleTime<number, number>
  readonly y: ScaleLinear<number, number>
}

function Layers(props: LayersProps) {
  const areas = areasOf(props)
  return (
    <g>
      {areas.map(({ layer, path }) => (
        <g key={layer.key}>
          <path class={layer.fill} d={path} />
          {'pattern' in layer && <path d={path} fill={`url(#${layer.pattern})`} />}
          <path class="gap" d={path} />
        </g>
      ))}
      {areas
        .filter(({ layer }) => 'isOutlined' in layer)
        .map(({ layer, path }) => (
          <path key={layer.key} class="rule" d={path} />
        ))}
    </g>
  )
}

/** The layers that have tasks, each as a path around its steps. */
function areasOf({ weeks, end, x, y }: LayersProps) {
  const keys = layers.map(({ key }) => key)
  const stacked = stack<BurndownWeek, LayerKey>().keys(keys)(weeks)
  return layers.flatMap((layer, place) => {
    const steps = stacked[place]?.map(([low, high], at) => ({ at, low, high })) ?? []
    if (steps.every(({ low, high }) => low === high)) return []
    // The last week is as wide as the others.
    const shown = [...steps, ...steps.slice(-1).map((step) => ({ ...step, at: weeks.length }))]
    const path = area<(typeof shown)[number]>()
      .x(({ at }) => round(x(startOf(weeks[at]?.from ?? end))))
      .y0(({ low }) => round(y(low)))
      .y1(({ high }) => round(y(high)))
      .curve(curveStepAfter)(shown)
    return [{ layer, path: path ?? '' }]
  })
}

type LabelsProps = { readonly week: BurndownWeek; readonly y: ScaleLinear<number, number> }

/** Names the layers where they end, with their last values. Labels do not cover each other. */
function Labels({ week, y }: LabelsProps) {
  const labels = placeLabels(week, y)
  const top = labels.at(-1)?.at ?? bottom
  return (
    <g>
      {labels.map(({ layer, at }) => (
        <g key={layer.key} transform={`translate(${plot.right + 8} ${round(at)})`}>
          <rect class={layer.fill} y="-9" width="10" height="10" />
          {'isOutlined' in layer && <rect class="rule" x="0.5" y="-8.5" width="9" height="9" />}
          {'pattern' in layer && (
            <rect fill={`url(#${layer.pattern})`} y="-9" width="10" height="10" />
          )}
          <text x="15">{`${grouped(week[layer.key])} ${layer.key}`}</text>
        </g>
      ))}
      <text class="strong" x={plot.right + 8} y={round(top - 18)}>
        {`${grouped(openIn(week))} open`}
      </text>
    </g>
  )
}

const lineHeight = 16

/** From the bottom up: each label at the middle of its layer, or above the one below. */
function placeLabels(week: BurndownWeek, y: ScaleLinear<number, number>) {
  let [below, lowest] = [0, bottom]
  return layers
    .filter(({ key }) => week[key] > 0)
    .map((layer): { readonly layer: Layer; readonly at: number } => {
      const middle = y(below + week[layer.key] / 2) + 4
      below += week[layer.key]
      const at = Math.min(middle, lowest)
      lowest = at - lineHeight
      return { layer, at }
    })
}

type DatesProps = { readonly weeks: Burndown; readonly x: ScaleTime<number, number> }

/** The most weeks whose Mondays are named; over more weeks, months or years are. */
const mostMondays = 30

/** About how many dates are named at most. */
const mostDates = 8

function Dates({ weeks, x }: DatesProps) {
  const each = Math.ceil(weeks.length / mostDates)
  const dates =
    weeks.length <= mostMondays
      ? weeks
          .filter((_, place) => place % each === 0)
          .map(({ from }) => ({ at: x(startOf(from)), text: dayAndMonth(from, from) }))
      : x.ticks(mostDates).map((time) => ({ at: x(time), text: monthText(time) }))
  return (
    <g>
      {dates.map(({ at, text }) => (
        <g key={text} transform={`translate(${round(at)} ${bottom})`}>
          <path class="rule" d="M0.5 0v5" />
          <text class="quiet small" y="17">
            {text}
          </text>
        </g>
      ))}
    </g>
  )
}

/** "Mar"; "2026" for January. */
function monthText(time: Date): string {
  const name = months[time.getUTCMonth()]?.slice(0, 3) ?? ''
  return time.getUTCMonth() === 0 ? String(time.getUTCFullYear()) : name
}

/** The least width of a bar whose number is written above it. */
const roomForNumber = 16

function DoneBars({ weeks, x }: DatesProps) {
  const most = max(weeks, ({ done }) => done) ?? 0
  const y = scaleLinear([0, Math.max(1, most)], [0, plot.done - 14])
  const step = (plot.right - plot.left) / weeks.length
  const gap = Math.min(2, step / 4)
  const isNumbered = step >= roomForNumber
  return (
    <g>
      <text class="quiet small" x={plot.right + 8} y={doneBottom}>
        done in the week
      </text>
      {weeks.map(({ from, done }) => {
        const left = x(startOf(from))
        return (
          done > 0 && (
            <g key={from}>
              <rect
                class="green"
                x={round(left + gap / 2)}
                y={round(doneBottom - y(done))}
                width={round(step - gap)}
                height={round(y(done))}
              />
              {isNumbered && (
                <text
                  class="small"
                  x={round(left + step / 2)}
                  y={round(doneBottom - y(done) - 4)}
                  text-anchor="middle"
                >
                  {grouped(done)}
                </text>
              )}
            </g>
          )
        )
      })}
      <path class="rule" d={`M${plot.left} ${doneBottom + 0.5}H${plot.right}`} />
    </g>
  )
}

/** The first moment of a date in UTC, whose days are all of the same length. */
function startOf(date: CalendarDate): Date {
  const [year, month, day] = toParts(date)
  return new Date(Date.UTC(year, month - 1, day))
}

function describe(weeks: Burndown, first: BurndownWeek, last: BurndownWeek): string {
  const done = weeks.reduce((sum, week) => sum + week.done, 0)
  const kinds = layers
    .filter(({ key }) => last[key] > 0)
    .map(({ key }) => `${grouped(last[key])} ${key}`)
  const from = dayAndMonth(first.until, last.until)
  const until = dayAndMonth(last.until, last.until)
  const now = kinds.length === 0 ? '' : `: ${enumerate(kinds, 'and')}`
  return (
    `On ${from}, ${counted(openIn(first), 'task')} ${was(openIn(first))} open; on ${until}, ` +
    `${grouped(openIn(last))}${now}. In ${counted(weeks.length, 'week')}, ` +
    `${counted(done, 'task')} ${was(done)} done.`
  )
}

function was(count: number): string {
  return count === 1 ? 'was' : 'were'
}
