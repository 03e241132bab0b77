import { Badge, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Bundle, BundleLine } from '@/api/types';
import { PATHS } from '@/app/paths';
import { shortDayAndHour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import classes from './line-up.module.css';
import { useTexts } from './texts';

const COLOURS: Record<BundleLine['standing'], string> = {
  found: 'vert',
  answered: 'petrole',
  asked: 'petrole',
  to_ask: 'ambre',
  to_qualify: 'ambre',
  on_hold: 'ardoise',
  ended: 'ardoise',
};

/** One line per request: what is wanted, who was found or how far the search is, and the request itself. */
export function LineUpLines({ bundle, here }: { bundle: Bundle; here: string }) {
  return (
    <ul className={classes.lines}>
      {bundle.lines.map((line, index) => (
        <li key={line.referral_id ?? `${line.kind}-${index}`} className={classes.line}>
          <Line line={line} here={here} />
        </li>
      ))}
    </ul>
  );
}

function Line({ line, here }: { line: BundleLine; here: string }) {
  const t = useTexts();
  return (
    <>
      <Text fw={600} className={classes.what}>
        {what(line)}
      </Text>
      <Group gap="xs" className={classes.state}>
        <Badge variant="light" color={COLOURS[line.standing]}>
          {t(`standing.${line.standing}`)}
        </Badge>
        {line.professional_name && <b>{line.professional_name}</b>}
        {line.answers.asked > 0 && !line.professional_name && (
          <Text size="sm">{t('answers', { ...line.answers })}</Text>
        )}
        {line.answer_by && line.standing === 'asked' && (
          <Text size="sm" c="dimmed">
            {shortDayAndHour(line.answer_by)}
          </Text>
        )}
      </Group>
      <Text size="sm">
        {line.referral_id === here && t('here')}
        {line.referral_id && line.referral_id !== here && (
          <Link to={PATHS.referral} params={{ id: line.referral_id }}>
            {line.case_number}
          </Link>
        )}
        {!line.referral_id && <span className={classes.closed}>{t('closed')}</span>}
      </Text>
    </>
  );
}

/** The need says who is wanted; where several persons are linked, the age band says whom it is about. */
function what(line: BundleLine): string {
  const [need] = line.need_codes;
  const words = need ? codeLabel('need', need) : codeLabel('kind', line.kind);
  return line.age_band ? `${words} – ${codeLabel('ageBand', line.age_band).toLowerCase()}` : words;
}
