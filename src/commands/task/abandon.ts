import { moveCommand } from './shared/move.ts'

export default moveCommand('ABANDONED')
