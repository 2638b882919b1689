import { asideCommand } from './shared/aside.ts'

export default asideCommand('BLOCKED', 'What is in the way?')
