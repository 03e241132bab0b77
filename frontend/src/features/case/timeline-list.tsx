import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TimelineLine } from '@/api/types';
import { exact, shortDayAndHour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { timelineQuery } from '@/referral/queries';
import { ListFaces } from '@/ui/list-faces';
import { useTexts } from './texts';
import classes from './timeline.module.css';

// The participants' tab says them one by one.
const TECHNICAL = new Set(['notice_queued', 'notice_sent']);

/** Newest first. */
export function TimelineList({ id }: { id: string }) {
  const t = useTexts();
  const timeline = useQuery(timelineQuery(id));
  const lines = (timeline.data?.items ?? []).filter((line) => !TECHNICAL.has(line.code)).reverse();
  return (
    <Stack gap="sm" component="section" aria-labelledby="historique">
      <Title order={2} size="h4" id="historique">
        {t('timeline.title')}
      </Title>
      <ListFaces query={timeline} isEmpty={lines.length === 0} empty={<Text>{t('timeline.empty')}</Text>}>
        <ol className={classes.lines}>
          {lines.map((line) => (
            <li key={line.id} className={classes.line}>
              <Text component="time" size="sm" c="dimmed" dateTime={line.at} title={exact(line.at)}>
                {shortDayAndHour(line.at)}
              </Text>
              <div>
                <Text>
                  {t(`event.${line.code as 'stated'}`, { defaultValue: line.code })}
                  <Detail line={line} />
                </Text>
                <Text size="sm" c="dimmed">
                  {line.by_name ? t('timeline.by', { name: line.by_name }) : t('timeline.system')}
                </Text>
              </div>
            </li>
          ))}
        </ol>
      </ListFaces>
    </Stack>
  );
}

const REASONS = [
  'holdReason',
  'redirectionReason',
  'withdrawalReason',
  'erasureReason',
  'declineReason',
  'appointmentWaiver',
  'declarationWaiver',
  'answerReason',
  'noticeWaiver',
] as const;

/** The reason or the professional that a line carries; other details are for machines. */
function Detail({ line: { details } }: { line: TimelineLine }) {
  const reason = typeof details.reason_code === 'string' ? details.reason_code : null;
  const name = typeof details.professional_name === 'string' ? details.professional_name : null;
  const words = reason && REASONS.map((group) => codeLabel(group, reason)).find((label) => label !== reason);
  const recorded =
    typeof details.recorded === 'string' ? codeLabel('recorded', details.recorded).toLowerCase() : null;
  const subject = typeof details.subject === 'string' ? codeLabel('noticeSubject', details.subject) : null;
  const service = [details.service, details.phone].filter((one) => typeof one === 'string').join(' · ');
  const sorted =
    typeof details.triage_class === 'string' ? codeLabel('triageClass', details.triage_class) : null;
  const gone = typeof details.disposition === 'string' ? codeLabel('disposition', details.disposition) : null;
  const recourse = typeof details.recourse_name === 'string' ? details.recourse_name : null;
  const { previous_starts_at: left, starts_at: begins } = details;
  const moved =
    typeof left === 'string' && typeof begins === 'string'
      ? `${shortDayAndHour(left)} → ${shortDayAndHour(begins)}`
      : null;
  const all = [name, moved, words, sorted, gone, recourse, recorded, subject, service]
    .filter(Boolean)
    .join(', ');
  return all ? ` – ${all}` : null;
}
