import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconPhoneCall } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { shortDayAndHour, shortEnd } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { phone, phoneLink } from '@/lib/typography';
import { Disclosure } from '@/ui/disclosure';
import { HandOver } from './hand-over';
import type { RecourseNow, Triage } from './queries';
import { useTexts } from './texts';
import classes from './triage.module.css';

interface RecoursesProps {
  triage: Triage;
  items: RecourseNow[];
}

/** Those that take the request now, each with its number and its hand-over; the others say why not. */
export function Recourses({ triage, items }: RecoursesProps) {
  const t = useTexts();
  const taking = items.filter((one) => one.unfit.length === 0);
  const others = items.filter((one) => one.unfit.length > 0);
  return (
    <>
      {taking.length > 0 ? (
        <ol className={classes.rows} aria-label={t('elsewhere.taking')}>
          {taking.map((one) => (
            <li key={one.recourse_id} className={classes.row}>
              <One triage={triage} recourse={one} />
            </li>
          ))}
        </ol>
      ) : (
        <Text>
          {t('elsewhere.nobody')}{' '}
          <Anchor renderRoot={(props) => <Link to={PATHS.recourses} {...props} />}>
            {t('elsewhere.described')}
          </Anchor>
        </Text>
      )}
      {others.length > 0 && (
        <Disclosure summary={t('elsewhere.others', { count: others.length })}>
          <ul className={classes.rows}>
            {others.map((one) => (
              <li key={one.recourse_id} className={classes.row}>
                <One triage={triage} recourse={one} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}

interface OneProps {
  triage: Triage;
  recourse: RecourseNow;
}

/** One that does not take it is still one tap away: whoever telephones may hear otherwise. */
function One({ triage, recourse }: OneProps) {
  const t = useTexts();
  const codes = useCodes();
  const { recourse_phone: number, name, unfit, open_until: until, opens_at: opens } = recourse;
  return (
    <>
      <Stack gap={0}>
        <Text fw={700}>{name}</Text>
        <Text size="sm">
          {[codes(`recourseKind.${recourse.kind as 'sas'}`), recourse.place_line].filter(Boolean).join(' · ')}
        </Text>
        {recourse.takes && <Text size="sm">{recourse.takes}</Text>}
        {unfit.length > 0 && (
          <Text size="sm">{unfit.map((one) => codes(`recourseUnfit.${one}`)).join(', ')}</Text>
        )}
        {until && <Text size="sm">{t('elsewhere.until', { when: shortEnd(until) })}</Text>}
        {opens && <Text size="sm">{t('elsewhere.opens', { when: shortDayAndHour(opens) })}</Text>}
      </Stack>
      <Group gap="sm">
        <Button component="a" href={phoneLink(number)} leftSection={<IconPhoneCall size={18} aria-hidden />}>
          {phone(number)}
          <span className="vh"> {name}</span>
        </Button>
        <HandOver triage={triage} to={recourse.disposition} recourse={recourse} />
      </Group>
    </>
  );
}
