import { pauseCommand } from './shared/pause-command.ts'

export default pauseCommand('PAUSED', 'Why pause it?')
