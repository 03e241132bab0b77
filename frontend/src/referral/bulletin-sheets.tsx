import { Stack, Text } from '@mantine/core';
import type { CareBulletin, SocialBulletin } from '@/api/types';
import { tableDay } from '@/lib/dates';
import { codeLabel, useCodes } from '@/lib/i18n';
import { AnswerFields, References } from './answer-fields';
import { CARE_WORDS, SOCIAL_WORDS } from './answers';
import { Field, FieldList, Ground, IdentityCard } from './bulletin-parts';
import { useReferralTexts } from './texts';

export function CareBulletinSheet({ bulletin }: { bulletin: CareBulletin }) {
  const t = useReferralTexts();
  const isBlank = CARE_WORDS.every((key) => !bulletin[key]) && Object.keys(bulletin.answers).length === 0;
  return (
    <Stack gap="md" maw={860}>
      <Ground ground={bulletin.ground} />
      <IdentityCard identity={bulletin.identity} />
      {isBlank && <Text>{t('bulletin.nothing')}</Text>}
      <FieldList>
        {CARE_WORDS.map((key) => (
          <Field key={key} label={t(`bulletin.${key}`)}>
            {bulletin[key]}
          </Field>
        ))}
        <AnswerFields answers={bulletin.answers} />
        <Field label={t('bulletin.languages')}>
          {bulletin.language_codes.map((code) => codeLabel('language', code)).join(', ')}
        </Field>
      </FieldList>
      <References links={bulletin.links} />
      <Text size="sm" c="dimmed">
        {t('bulletin.updated', { day: tableDay(bulletin.updated_at), name: bulletin.updated_by_name })}
      </Text>
    </Stack>
  );
}

export function SocialBulletinSheet({ bulletin }: { bulletin: SocialBulletin }) {
  const t = useReferralTexts();
  const codes = useCodes();
  const { rights_status: rights } = bulletin;
  return (
    <Stack gap="md" maw={860}>
      <Ground ground={bulletin.ground} />
      <IdentityCard identity={bulletin.identity} />
      <FieldList>
        <Field label={t('bulletin.cover')}>{codes(`cover.${bulletin.cover}`)}</Field>
        <Field label={t('bulletin.rightsStatus')}>
          {rights && codes(`rightsState.${rights.state}`)}
          {rights?.open_from && ` (${t('bulletin.rightsFrom', { day: tableDay(rights.open_from) })})`}
        </Field>
        {SOCIAL_WORDS.map((key) => (
          <Field key={key} label={t(`bulletin.${key}`)}>
            {bulletin[key]}
          </Field>
        ))}
        <AnswerFields answers={bulletin.answers} />
      </FieldList>
      <Text size="sm" c="dimmed">
        {t('bulletin.updated', { day: tableDay(bulletin.updated_at), name: bulletin.updated_by_name })}
      </Text>
    </Stack>
  );
}
