import type { Task, TaskId } from '../../domain/task.ts'
import type { Tx } from '../schema.ts'
import { type Writer, write } from '../transaction.ts'

/** Changes tasks in this order, all of them or none. */
export function changeEach(
  writer: Writer,
  tasks: readonly Task[],
  change: (tx: Tx, id: TaskId) => Promise<Task>,
): Promise<readonly Task[]> {
  return write(writer, async (tx) => {
    const changed: Task[] = []
    for (const { id } of tasks) changed.push(await change(tx, id))
    return changed
  })
}
