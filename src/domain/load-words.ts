/** "20 minutes", "1.5 hours": a point is about five minutes. */
export function timeText(points: number): string {
  if (points < 12) return `${points * 5} minutes`
  const hours = points / 12
  const rounded = hours < 10 ? Math.round(hours * 2) / 2 : Math.round(hours)
  return `${rounded} ${rounded === 1 ? 'hour' : 'hours'}`
}

/** What a load says of work whose member is not known. @param points such as “4 points” */
export function unrecordedText(points: string): string {
  return `For ${points}, it is not recorded who did the work.`
}
