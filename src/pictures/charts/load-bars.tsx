import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import type { Load, MemberLoad } from '../../domain/load.ts'
import { counted, grouped } from '../words.ts'
import { Frame } from './frame.tsx'
import { cut } from './text.ts'

const width = 400
/** The height of a member’s words and bar, and of the bar alone. */
const [rowHeight, barHeight] = [46, 12]
/** How much of a name fits beside its share, in columns. */
const nameColumns = 34

type LoadBarsProps = { readonly load: Load; readonly isAlone?: boolean }

/**
 * What each member did, with a mark where their fair share would be. Members are in the order in
 * which they joined, in one color. Members who did nothing have no bar, because an empty row would
 * single them out.
 */
export function LoadBars({ load, isAlone = false }: LoadBarsProps) {
  const members = activeMembers(load)
  const all = members.reduce((sum, { points }) => sum + points, 0)
  const fairPoints = ({ fair_share }: MemberLoad) => (all * (fair_share ?? 0)) / 100
  const most = max(members, (member) => Math.max(member.points, fairPoints(member))) ?? 0
  const x = scaleLinear([0, Math.max(1, most)], [0, width - 2])
  const height = Math.max(1, members.length) * rowHeight + 18
  return (
    <Frame
      id="load"
      title="Load and fair share"
      description={describe(load, members)}
      width={width}
      height={height}
      isAlone={isAlone}
    >
      {members.length === 0 && (
        <text class="quiet" x="0" y="20">
          No task was done.
        </text>
      )}
      {members.map((member, place) => (
        <g key={member.user} transform={`translate(0 ${place * rowHeight})`}>
          <text class="strong" x="0" y="14">
            {cut(member.user, nameColumns)}
          </text>
          <text x={width} y="14" text-anchor="end">
            {shareText(member)}
          </text>
          <rect class="blue" x="0" y="22" width={round(x(member.points))} height={barHeight} />
          {member.fair_share !== null && <FairMark at={round(x(fairPoints(member)) + 1)} />}
        </g>
      ))}
      {members.length > 0 && (
        <g transform={`translate(0 ${height - 6})`}>
          <path class="mark" d="M1 -10v12" />
          <text class="quiet small" x="8" y="0">
            the fair share, by the days on which each was there
          </text>
        </g>
      )}
    </Frame>
  )
}

/** A line across the bar, with paper on both sides, so that it is seen on the bar, too. */
function FairMark({ at }: { readonly at: number }) {
  const line = `M${at} 18v${barHeight + 8}`
  return (
    <>
      <path class="halo" d={line} />
      <path class="mark" d={line} />
    </>
  )
}

/** The members who did something, as the terminal lists them. */
export function activeMembers({ members }: Load): readonly MemberLoad[] {
  return members.filter(({ tasks }) => tasks > 0)
}

/** "62 points, 31%" */
function shareText({ points, share }: MemberLoad): string {
  return share === null ? counted(points, 'point') : `${counted(points, 'point')}, ${share}%`
}

function describe(load: Load, members: readonly MemberLoad[]): string {
  const each = members.map(({ user, points, share, fair_share }) => {
    const shares = share === null ? '' : `, ${share}% of them`
    const fair = fair_share === null ? '' : `; a fair share is ${fair_share}%`
    return `${user}: ${counted(points, 'point')}${shares}${fair}.`
  })
  return [`The household did ${grouped(load.points)} points of work.`, ...each].join(' ')
}

/** Pixels with one decimal: enough to see, and the same text everywhere. */
export function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
