import { Group, Stack, Text, Title } from '@mantine/core';
import { useSession } from '@/api/session';
import type { Proposal } from '@/api/types';
import { codeLabel } from '@/lib/i18n';
import { phone } from '@/lib/typography';
import { Reviewed } from '@/referral/reviewed';
import { fill, type Sheet } from '@/referral/sheets';

interface ProposalsSheetProps {
  words: Sheet;
  number: string;
  proposals: Proposal[];
  coordination: string | null | undefined;
}

/** The proposals in one language. What only French words say (profession, distance, condition) stands in French. */
export function ProposalsSheet({ words, number, proposals, coordination }: ProposalsSheetProps) {
  const cpts = useSession().cpts?.name ?? '';
  const { proposals: said, sheet, consent } = words;
  return (
    <Stack
      gap="sm"
      component="section"
      lang={words.language}
      dir={words.dir}
      style={{ breakInside: 'avoid' }}
    >
      <Title order={2} size="h4">
        {said.title} – {cpts}
      </Title>
      <Text>{fill(said.lead, { number })}</Text>
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {proposals.map((one) => (
          <li key={one.professional_id}>
            <Text fw={600}>☐ {fill(said.choose, { name: one.name })}</Text>
            <Text size="sm" pl="lg" lang="fr">
              {inFrench(one)}
            </Text>
          </li>
        ))}
        <li>
          <Text fw={600}>☐ {said.none}</Text>
        </li>
      </Stack>
      <Text>{said.how}</Text>
      <Text>{sheet.rights}</Text>
      <Text fw={600}>
        {coordination
          ? fill(sheet.call, { phone: phone(coordination) })
          : fill(sheet.callNobody, { name: cpts })}
      </Text>
      <Group gap="xl">
        <Text>{consent.date} ………………………</Text>
        <Text>{said.signature} ………………………………………</Text>
      </Group>
      <Text>{said.readBy} ………………………………………</Text>
      <Reviewed sheet={words} />
    </Stack>
  );
}

const inFrench = (one: Proposal): string =>
  [
    codeLabel('profession', one.profession),
    one.place,
    codeLabel('distanceBand', one.distance_band),
    one.condition && codeLabel('condition', one.condition),
  ]
    .filter(Boolean)
    .join(', ');
