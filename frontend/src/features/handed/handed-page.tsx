import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { HandoverActs, HandoverFacts } from '@/handover/handover-card';
import { type HandedToMe, handedQuery } from '@/handover/queries';
import { useHandoverTexts } from '@/handover/texts';
import { useCodes } from '@/lib/i18n';
import { BulletinFaces, BulletinGate } from '@/referral/bulletin-frame';
import { CareBulletinSheet, SocialBulletinSheet } from '@/referral/bulletin-sheets';
import { CheckIdentity } from '@/referral/check-identity';
import { careBulletinQuery, namesQuery, socialBulletinQuery } from '@/referral/queries';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';

/** What was handed to this person by name, and nothing else: all that a guest sees of anybody. */
export function HandedPage() {
  const t = useHandoverTexts();
  const query = useQuery(handedQuery);
  const items = query.data?.items ?? [];
  return (
    <Page title={t('mine.title')} subtitle={t('mine.lead')} narrow>
      <ListFaces query={query} isEmpty={items.length === 0} empty={<EmptyFace>{t('mine.empty')}</EmptyFace>}>
        <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
          {items.map((one) => (
            <HandedCard key={one.handover_id} handed={one} />
          ))}
        </Stack>
      </ListFaces>
    </Page>
  );
}

function HandedCard({ handed }: { handed: HandedToMe }) {
  const t = useHandoverTexts();
  const codes = useCodes();
  const number = handed.case_number;
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" gap="xs">
        <Title order={2} size="h4">
          {t('mine.case', { number })}
        </Title>
        {handed.follows && (
          <Anchor
            renderRoot={(props) => (
              <Link to={PATHS.referral} params={{ id: handed.referral_id }} {...props} />
            )}
          >
            {t('mine.open')}
            <span className="vh"> {number}</span>
          </Anchor>
        )}
      </Group>
      <Text fw={600}>{handed.need_codes.map((code) => codes(`need.${code}`)).join(', ')}</Text>
      <HandoverFacts handover={handed} />
      <HandoverActs handover={handed} as="receiver" />
      <Stack gap="md" mt="md">
        {handed.told.includes('name') && handed.told.length === 1 ? (
          <BulletinGate>
            <PersonName id={handed.referral_id} />
          </BulletinGate>
        ) : (
          <BulletinGate>
            {handed.told.includes('care') && <Care id={handed.referral_id} />}
            {handed.told.includes('social') && <Social id={handed.referral_id} />}
          </BulletinGate>
        )}
      </Stack>
    </Paper>
  );
}

function PersonName({ id }: { id: string }) {
  const t = useHandoverTexts();
  const query = useQuery(namesQuery([id]));
  const person = query.data?.names[0];
  return (
    <BulletinFaces query={query}>
      {person && (
        <Text>{t('mine.name', { name: `${person.family_name.toUpperCase()} ${person.given_name}` })}</Text>
      )}
    </BulletinFaces>
  );
}

function Care({ id }: { id: string }) {
  const query = useQuery(careBulletinQuery(id));
  return (
    <BulletinFaces query={query}>
      {query.data && (
        <>
          <CareBulletinSheet bulletin={query.data} />
          <CheckIdentity bulletin={query.data} />
        </>
      )}
    </BulletinFaces>
  );
}

function Social({ id }: { id: string }) {
  const query = useQuery(socialBulletinQuery(id));
  return (
    <BulletinFaces query={query}>
      {query.data && (
        <>
          <SocialBulletinSheet bulletin={query.data} />
          <CheckIdentity bulletin={query.data} />
        </>
      )}
    </BulletinFaces>
  );
}
