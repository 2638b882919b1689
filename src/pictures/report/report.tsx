import type { VNode } from 'preact'
import type { Report } from '../../domain/report.ts'
import { BurndownChart } from '../charts/burndown.tsx'
import { svgFile } from '../charts/frame.tsx'
import { HeatMap } from '../charts/heat-map.tsx'
import { LoadBars } from '../charts/load-bars.tsx'
import { htmlPage } from '../page.tsx'
import { BurndownSection } from './burndown.tsx'
import { DoneSection } from './done.tsx'
import { LoadSection } from './load.tsx'
import { RoutinesSection } from './routines.tsx'
import { reportRules } from './styles.ts'
import { periodText, ReportHeader } from './summary.tsx'
import { StreakSection, WinsSection } from './wins.tsx'

/**
 * The page of a report. It says on which day it was made, but not at what time, so that the same
 * data gives the same bytes all day.
 */
export function reportPage(report: Report): string {
  const { user, from, until } = report
  const subject = user === null ? 'Household report' : `Report for ${user}`
  return htmlPage({
    title: `${subject}, ${periodText(from, until)}`,
    styles: reportRules(),
    children: (
      <main>
        <ReportHeader report={report} />
        <WinsSection report={report} />
        <StreakSection report={report} />
        <LoadSection report={report} />
        <BurndownSection report={report} />
        <RoutinesSection report={report} />
        <DoneSection report={report} />
        <footer>
          <p>{privacyText(report)}</p>
        </footer>
      </main>
    ),
  })
}

function privacyText({ isPrivate }: Report): string {
  return isPrivate
    ? 'This report contains your private tasks. Keep that in mind before you share it.'
    : 'Private tasks are not in this report.'
}

/** The pictures of a report that can be files of their own. */
export const pictureNames = ['wins', 'load', 'burndown'] as const
export type PictureName = (typeof pictureNames)[number]

/** One picture of a report as an SVG file. */
export function reportPicture(report: Report, name: PictureName): string {
  const pictures = {
    wins: () => <HeatMap years={report.years} began={report.began} period={report} isAlone />,
    load: () => <LoadBars load={report.load} isAlone />,
    burndown: () => <BurndownChart weeks={report.burndown} isAlone />,
  } as const satisfies Record<PictureName, () => VNode>
  return svgFile(pictures[name]())
}
