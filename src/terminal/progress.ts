import type { Output } from '../world.ts'
import { cutTo } from './layout.ts'

/** A bar on a terminal that fills as work goes on; nothing anywhere else. */
export type Progress = {
  /** So much more is done. */
  readonly advance: (by: number) => void
  /** Takes the bar away, whether the work is finished or not. */
  readonly close: () => void
}

/**
 * @param total what the parts come to in the end
 * @param stderr where it is shown, when that is a terminal
 */
export function openProgress(label: string, total: number, stderr?: Output): Progress {
  if (!stderr?.isTTY || total <= 0) return { advance: () => {}, close: () => {} }
  let done = 0
  let shown = -1
  return {
    advance(by) {
      done = Math.min(total, done + by)
      const percent = Math.floor((done / total) * 100)
      // Once a percent: a terminal is slower than the work.
      if (percent === shown) return
      shown = percent
      stderr.write(`\r\x1b[K${bar(label, percent, stderr.columns ?? 80)}`)
    },
    close() {
      if (shown >= 0) stderr.write('\r\x1b[K')
    },
  }
}

const width = 24

function bar(label: string, percent: number, columns: number): string {
  const filled = Math.round((percent / 100) * width)
  const line = `${label}  ${'█'.repeat(filled)}${'░'.repeat(width - filled)}  ${percent} %`
  return cutTo(line, columns - 1)
}
