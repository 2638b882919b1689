import { chartRules } from '../charts/frame.tsx'
import { color, colorRules } from '../palette.ts'

const page = `*{box-sizing:border-box}
body{margin:0;background:${color('paper')};color:${color('ink')};line-height:1.5;
font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:48rem;margin:0 auto;padding:2.5rem 1rem 4rem}
h1{font-size:2rem;line-height:1.15;margin:0;letter-spacing:-.015em}
h2{font-size:1.25rem;line-height:1.3;margin:0 0 .25rem;letter-spacing:-.005em}
h1,h2,p,td,th,summary{overflow-wrap:anywhere}
p{margin:.25rem 0}
header p{color:${color('quiet')}}
.summary{font-size:1.25rem;line-height:1.45;margin:1.5rem 0 0;color:${color('ink')}}
main>section{margin-top:3rem;padding-top:1rem;border-top:1px solid ${color('line')}}
.quiet,footer{color:${color('quiet')}}
.small,footer{font-size:.875rem}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid ${color('line')}}
.wide{margin:1rem 0 .5rem;overflow-x:auto}
.wide:focus-visible,summary:focus-visible{outline:2px solid ${color('blue')};outline-offset:2px}
.chart{display:block;width:100%;height:auto}
.wide .chart{min-width:38rem}
.latest{direction:rtl}.latest>*{direction:ltr}
.side{display:grid;gap:1rem 2rem;margin-top:1rem;grid-template-columns:minmax(0,1fr)}
@media(min-width:46rem){.side{grid-template-columns:minmax(0,25rem) minmax(0,1fr)}
.side td,.side th{padding-inline-end:.5rem}}
.side .chart{max-width:27rem}
.side table{font-size:.875rem}
dl{display:flex;flex-wrap:wrap;gap:1rem 3rem;margin:1rem 0 .5rem}
dt{color:${color('quiet')};font-size:.875rem}
dd{margin:0}
dd b{display:block;font-size:1.75rem;line-height:1.2;font-weight:600;
font-variant-numeric:tabular-nums}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.5rem 0}
th,td{text-align:start;vertical-align:baseline;padding:.3rem .75rem .3rem 0;font-weight:400}
th:last-child,td:last-child{padding-inline-end:0}
tr{border-bottom:1px solid ${color('line')}}
thead th{overflow-wrap:normal;color:${color('quiet')};font-size:.8125rem;vertical-align:bottom;line-height:1.25}
.n{text-align:end}td.n{white-space:nowrap}
tbody th[scope=row]{min-width:5rem}
tbody th[scope=rowgroup]{padding-top:1.5rem;font-weight:600}
th small{display:block;color:${color('quiet')};font-size:.8125rem}
.when{white-space:nowrap;color:${color('quiet')};width:4.5rem}
.who{width:25%}
details{margin:.5rem 0}
summary{color:${color('quiet')};font-size:.875rem;cursor:pointer;width:fit-content}
details table{font-size:.875rem}
@media(max-width:30rem){
h1{font-size:1.625rem}.summary{font-size:1.125rem}
.stacked thead{display:none}
.stacked tr{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.4rem 0}
.stacked th,.stacked td{padding:0}
.stacked tbody th{flex:0 0 100%}
.stacked td::before{content:attr(data-name) " ";color:${color('quiet')}}
}`

/** On paper: nothing scrolls, pictures and rows stay whole, and headings stay with what follows. */
const print = `@page{margin:18mm 16mm}
@media print{
body{font-size:10.5pt}
main{max-width:none;padding:0}
.wide{overflow:visible}.wide .chart{min-width:0}.chart{max-height:240mm}
main>section{margin-top:1.25rem;padding-top:.75rem}
.summary{font-size:1.125rem;margin-top:1rem}
h2{break-after:avoid}
.whole,tr,dl{break-inside:avoid}
thead{display:table-header-group}
th,td{padding-block:.1rem}tbody th[scope=rowgroup]{padding-top:.75rem}
tbody th[scope=rowgroup]{break-after:avoid}
details:not([open]){display:none}
}`

/** The style rules of a report. */
export function reportRules(): string {
  return [colorRules(), chartRules(), page, print].join('\n')
}
