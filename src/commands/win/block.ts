import { pauseCommand } from './shared/pause-command.ts'

export default pauseCommand('BLOCKED', 'What’s blocking it?')
