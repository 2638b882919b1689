import { color, paperColorRules } from '../palette.ts'
import type { Layout } from './layout.ts'
import { boxWidth, lineHeight, margin, parts } from './sizes.ts'

const fonts = [
  'system-ui',
  '-apple-system',
  '"Segoe UI"',
  'Roboto',
  '"Helvetica Neue"',
  '"Noto Sans"',
  'Arial',
  'sans-serif',
  '"Apple Color Emoji"',
  '"Segoe UI Emoji"',
  '"Noto Color Emoji"',
].join(',')

/** From this width on, in pixels, a screen shows the sheet as it is printed. */
const wide = 1180

/** The style rules of a sheet. On a narrow screen, its days are one below the other. */
export function sheetStyles(layout: Layout, page: string): string {
  return `${paperColorRules()}
@page{size:${page} landscape;margin:${margin}pt}
*{box-sizing:border-box;margin:0;padding:0}
body{font-family:${fonts};color:${color('ink')};background:${color('paper')}}
ul{list-style:none}
.sheet{overflow-wrap:anywhere}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.box{display:block;width:.78em;height:.78em;border:.09em solid ${color('ink')};border-radius:.12em;
margin-top:.17em;position:relative}
.done .box::after{content:"";position:absolute;left:.2em;top:-.08em;width:.26em;height:.56em;
border:solid ${color('ink')};border-width:0 .13em .13em 0;transform:rotate(42deg)}
.star{line-height:1}
.title{font-weight:600}
.done .title{font-weight:400;color:${color('quiet')}}
.small,.note,.away,.more,.date,.facts,.legend{color:${color('quiet')}}
h1,.weekday,.name{font-weight:700}
.marks{color:${color('ink')};font-weight:600}
.date,.signs{font-weight:400}
@media print,(min-width:${wide}px){${paperRules(layout)}}
@media screen and (min-width:${wide}px){
body{background:${color('line')};padding:24px 0}
.sheet{box-sizing:content-box;padding:${margin}pt;margin:0 auto;background:${color('paper')};
box-shadow:0 1px 3px ${color('quiet')}}}
@media screen and (max-width:${wide - 1}px){${screenRules}}
`
}

/** A page of fixed size, on which every text has its number of lines. */
function paperRules(layout: Layout): string {
  const { width, height, tableHeight, hasDaysDown } = layout
  const { size, line, smallSize, smallLine, gap, above } = layout
  return `
.sheet{width:${pt(width)};height:${pt(height)};overflow:hidden}
header{display:flex;justify-content:space-between;align-items:baseline;height:${parts.title}pt}
h1{font-size:var(--heading);line-height:26pt;letter-spacing:-.01em}
h1,.legend strong{min-width:0;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.facts,.legend span{flex:none}
.facts{font-size:10pt;margin-left:14pt}
table{width:100%;height:${pt(tableHeight)};table-layout:fixed;border-collapse:collapse}
th,td{vertical-align:top;text-align:left;padding:${pt(above)} ${pt(parts.beside)};
border-left:.5pt solid ${color('line')};border-bottom:.5pt solid ${color('quiet')}}
tr>:first-child{width:${hasDaysDown ? parts.dates : parts.names}pt;border-left:0;padding-left:0}
thead>tr>*{padding-top:2pt;padding-bottom:4pt}
thead tr{height:${hasDaysDown ? parts.members : parts.days}pt}
thead>tr>*{border-bottom:1.5pt solid ${color('ink')};vertical-align:bottom}
.weekday{display:block;font-size:13pt;line-height:15pt}
.date{display:block;font-size:8.5pt;line-height:10pt}
.win>*{border-bottom:1.5pt solid ${color('ink')}}
.name{font-size:12pt;line-height:${lineHeight}}
.across .name bdi{-webkit-line-clamp:2}
.down .name bdi{-webkit-line-clamp:1}
.title,.small,.name bdi{display:-webkit-box;-webkit-box-orient:vertical;overflow:hidden;
text-align:left}
.item{display:grid;grid-template-columns:${pt(boxWidth(size))} minmax(0,1fr);
margin-bottom:${pt(gap)};font-size:${pt(size)}}
.title{line-height:${pt(line)}}
.small,.note,.away,.more{font-size:${pt(smallSize)};line-height:${pt(smallLine)}}
.away{margin-bottom:${pt(gap)}}
.line{display:block;height:${pt(line)};border-bottom:.75pt solid ${color('quiet')}}
.legend{font-size:8pt;line-height:${parts.legend - 4}pt;padding-top:4pt;display:flex;gap:14pt}
${[1, 2, 3, 4].map((lines) => `.l${lines}{-webkit-line-clamp:${lines}}`).join('')}
`
}

/**
 * Days one below the other. Members stand beside what is theirs, and not in a head of their own.
 */
const screenRules = `
.sheet{max-width:720px;margin:0 auto;padding:20px 16px}
h1{font-size:26px;line-height:1.2}
.facts,.legend{margin-top:6px;font-size:14px}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin-top:24px}
table{display:grid;grid-template-columns:minmax(0,1fr)}
thead,tbody,tr{display:contents}
.across tr>:first-child,.down thead{display:none}
${[1, 2, 3, 4, 5, 6, 7].map((day) => `.across tr>:nth-child(${day + 1}){order:${day}}`).join('')}
th{margin-top:24px;padding-bottom:6px;border-bottom:2px solid ${color('ink')};text-align:left}
.weekday{font-size:20px}
.date{font-size:14px;margin-left:10px}
td{display:grid;grid-template-columns:108px minmax(0,1fr);column-gap:12px;padding:10px 0;
border-bottom:1px solid ${color('line')}}
td.empty{display:none}
td::before{content:attr(data-name);font-weight:700;font-size:14px;line-height:22px;
unicode-bidi:isolate;overflow-wrap:anywhere;grid-row:1/99}
td>*{grid-column:2}
.item{display:grid;grid-template-columns:24px minmax(0,1fr);margin-bottom:6px;font-size:17px}
.title{line-height:1.3}
.small,.note,.away,.more{font-size:14px;line-height:1.4}
.line{display:block;height:22px;border-bottom:1px solid ${color('quiet')}}
`

function pt(length: number): string {
  return `${Math.round(length * 100) / 100}pt`
}
