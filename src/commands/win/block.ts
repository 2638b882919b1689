import { asideCommand } from './aside.ts'

export default asideCommand('BLOCKED', 'What is in the way?')
