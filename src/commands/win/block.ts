import { asideCommand } from './shared/aside.ts'

export default asideCommand('BLOCKED', 'What’s blocking it?')
