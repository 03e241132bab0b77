import { Text } from '@mantine/core';
import { remoteCareOf } from '@/agendas/modality-label';
import type { Professional } from '@/directory/queries';
import { useDirectoryTexts } from '@/directory/texts';
import { tableDay } from '@/lib/dates';
import { dayOrYear } from '@/lib/day-or-year';
import { useCommon } from '@/lib/i18n';
import { Section } from '@/ui/section';
import classes from './rows.module.css';

/** What somebody said of his training for care at a distance, to whoever may read the whole of his sheet. */
export function Training({ person }: { person: Professional }) {
  const t = useDirectoryTexts();
  const common = useCommon();
  const said = person.remote_care_training;
  return (
    <Section title={t(`training.title.${remoteCareOf(person.profession_code)}`)}>
      {said ? (
        <dl className={classes.facts}>
          <dt>{t('training.followed')}</dt>
          <dd>
            {said.followed
              ? t('training.one', { title: said.followed.title, ended: dayOrYear(said.followed.ended) })
              : common('no')}
          </dd>
          <dt>{t('training.wishes')}</dt>
          <dd>{common(said.wishes_training ? 'yes' : 'no')}</dd>
          <dt>{t('training.source')}</dt>
          <dd>
            {t(`source.${said.source}`)},{' '}
            {t('training.stated', { by: said.stated_by, day: tableDay(said.stated_at) })}
          </dd>
        </dl>
      ) : (
        <Text c="dimmed">{t('training.none')}</Text>
      )}
    </Section>
  );
}
