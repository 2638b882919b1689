import { asideCommand } from './shared/aside.ts'

export default asideCommand('PAUSED', 'Why pause it?')
