import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { BulletinFaces, BulletinGate } from '@/referral/bulletin-frame';
import { Field, FieldList, Ground, IdentityCard } from '@/referral/bulletin-parts';
import { socialBulletinQuery } from '@/referral/queries';
import { useReferralTexts } from '@/referral/texts';

const TEXTS = ['rights', 'resources', 'housing', 'guardianship', 'professionals_involved', 'wish'] as const;

export function SocialBulletinTab({ id }: { id: string }) {
  return (
    <BulletinGate>
      <Reading id={id} />
    </BulletinGate>
  );
}

function Reading({ id }: { id: string }) {
  const t = useReferralTexts();
  const codes = useCodes();
  const query = useQuery(socialBulletinQuery(id));
  const bulletin = query.data;
  return (
    <BulletinFaces query={query}>
      {bulletin && (
        <Stack gap="md" maw={860}>
          <Ground ground={bulletin.ground} />
          <IdentityCard identity={bulletin.identity} />
          <FieldList>
            <Field label={t('bulletin.cover')}>{codes(`cover.${bulletin.cover}`)}</Field>
            {TEXTS.map((key) => (
              <Field key={key} label={t(`bulletin.${key}`)}>
                {bulletin[key]}
              </Field>
            ))}
          </FieldList>
          <Text size="sm" c="dimmed">
            {t('bulletin.updated', { day: tableDay(bulletin.updated_at), name: bulletin.updated_by_name })}
          </Text>
        </Stack>
      )}
    </BulletinFaces>
  );
}
