import { asideCommand } from './aside.ts'

export default asideCommand('PAUSED', 'Why is it paused?')
