/** "1 task", "12 tasks", "1,234 tasks" */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${count === 1 ? noun : `${noun}s`}`
}

/** "1,234" */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** "20 minutes", "1.5 hours": a point is about five minutes. */
export function timeText(points: number): string {
  if (points < 12) return `${points * 5} minutes`
  const hours = points / 12
  return counted(hours < 10 ? Math.round(hours * 2) / 2 : Math.round(hours), 'hour')
}
