import type { Output } from '../world.ts'
import { cutTo, gap, stringWidth } from './layout.ts'

/** A progress bar, shown only on a terminal. */
export type Progress = {
  /** Adds to what is done, in the unit of the total. */
  readonly advance: (by: number) => void
  /** Erases the bar, whether the work is finished or not. */
  readonly close: () => void
}

/**
 * Shows a progress bar.
 *
 * @param total what the work adds up to, in any unit
 * @param stderr shows the bar if it is a terminal
 */
export function openProgress(label: string, total: number, stderr?: Output): Progress {
  if (!stderr?.isTTY || total <= 0) return { advance: () => {}, close: () => {} }
  let done = 0
  let shown = -1
  return {
    advance(by) {
      done = Math.min(total, done + by)
      const percent = Math.floor((done * 100) / total)
      // The bar is drawn once per percent, because a terminal is slower than the work.
      if (percent === shown) return
      shown = percent
      stderr.write(`\r\x1b[K${bar(label, percent, stderr.columns ?? 80)}`)
    },
    close() {
      if (shown >= 0) stderr.write('\r\x1b[K')
    },
  }
}

const maxWidth = 24

function bar(label: string, percent: number, columns: number): string {
  // Beside the bar are the gaps and the percentage; the last column stays empty.
  const room = columns - stringWidth(label) - gap.length - 7
  const width = Math.max(0, Math.min(maxWidth, room))
  const filled = Math.round((percent / 100) * width)
  const line = `${label}${gap}${'█'.repeat(filled)}${'░'.repeat(width - filled)}${gap}${percent}%`
  return cutTo(line, columns - 1)
}
