import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { hasRole, RECOURSE_KEEPERS, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { exact } from '@/lib/dates';
import { codeLabel, useCodes } from '@/lib/i18n';
import { phone, phoneLink } from '@/lib/typography';
import { HoursList } from '@/recourse/hours-list';
import { Disclosure } from '@/ui/disclosure';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { type RecoursePage as Described, recourseQuery } from './queries';
import { RecourseBadges } from './recourse-badges';
import { RecourseDialog } from './recourse-dialog';
import { useTexts } from './texts';

/** One recourse whole, and who changed what of it. */
export function RecoursePage({ id }: { id: string }) {
  const t = useTexts();
  const codes = useCodes();
  const query = useQuery(recourseQuery(id));
  const [isEditing, setEditing] = useState(false);
  const mayKeep = hasRole(useSession(), ...RECOURSE_KEEPERS);
  const recourse = query.data;
  return (
    <Page
      title={recourse?.name ?? t('title')}
      subtitle={recourse && codes(`recourseKind.${recourse.kind}`)}
      narrow
      actions={
        <>
          <Anchor renderRoot={(props) => <Link to={PATHS.recourses} {...props} />}>{t('title')}</Anchor>
          {recourse && mayKeep && <Button onClick={() => setEditing(true)}>{t('edit')}</Button>}
        </>
      }
    >
      <ListFaces query={query}>
        {recourse && (
          <Stack gap="md">
            <Facts recourse={recourse} />
            <Changes recourse={recourse} />
          </Stack>
        )}
      </ListFaces>
      {recourse && isEditing && <RecourseDialog recourse={recourse} onClose={() => setEditing(false)} />}
    </Page>
  );
}

function Facts({ recourse }: { recourse: Described }) {
  const t = useTexts();
  const codes = useCodes();
  const call = (number?: string | null) =>
    number && <Anchor href={phoneLink(number)}>{phone(number)}</Anchor>;
  const classes = (recourse.triage_classes ?? []).map((one) => codes(`triageClass.${one}`));
  const professions = (recourse.profession_codes ?? []).map((one) => codeLabel('profession', one));
  const facts: [string, ReactNode][] = [
    [t('fact.professional'), call(recourse.professional_phone)],
    [t('fact.public'), call(recourse.public_phone)],
    [t('fact.place'), recourse.place_line],
    [t('fact.hours'), <HoursList key="hours" {...recourse} />],
    [t('fact.communes'), recourse.commune_names.join(', ') || t('wholeTerritory')],
    [t('fact.modalities'), recourse.modalities.map((one) => codes(`modality.${one}`)).join(', ')],
    [t('fact.professions'), professions.join(', ')],
    [t('fact.classes'), classes.join(', ') || t('fact.allClasses')],
    [t('fact.ages'), <Ages key="ages" recourse={recourse} />],
    [t('fact.takes'), recourse.takes],
    [t('fact.finess'), recourse.finess],
  ];
  return (
    <>
      <Group gap="xs">
        <RecourseBadges recourse={recourse} />
      </Group>
      <dl style={{ margin: 0, display: 'grid', gap: 8 }}>
        {facts
          .filter(([, said]) => Boolean(said))
          .map(([label, said]) => (
            <div key={label}>
              <Text component="dt" size="sm" c="dimmed">
                {label}
              </Text>
              <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{said}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}

function Ages({ recourse: { min_age: min, max_age: max } }: { recourse: Described }) {
  const t = useTexts();
  if (min != null && max != null) return t('ages.between', { min, max });
  if (min != null) return t('ages.from', { min });
  return max != null ? t('ages.to', { max }) : t('ages.all');
}

function Changes({ recourse }: { recourse: Described }) {
  const t = useTexts();
  const words = (fields: string[]) => fields.map((one) => t(`field.${one as 'name'}`)).join(', ');
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('changed', { name: recourse.changed_by_name, when: exact(recourse.changed_at) })}
      </Text>
      <Disclosure summary={t('changes.title')}>
        <List size="sm">
          {recourse.changes.map((one, at) => (
            <List.Item key={one.changed_at}>
              {t('changes.line', {
                when: exact(one.changed_at),
                name: one.author_name,
                fields: at === recourse.changes.length - 1 ? t('changes.added') : words(one.fields),
              })}
            </List.Item>
          ))}
        </List>
      </Disclosure>
    </>
  );
}
