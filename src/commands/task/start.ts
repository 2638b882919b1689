import { moveCommand } from './shared/move-command.ts'

export default moveCommand('ACTIVE')
