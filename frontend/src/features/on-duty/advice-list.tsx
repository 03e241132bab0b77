import { Anchor, Stack, Text, Title } from '@mantine/core';
import { phone, phoneLink } from '@/lib/typography';
import type { WriteInformation } from './queries';

/** What the CPTS says in its own words, as everybody reads it. */
export function AdviceList({ information }: { information: WriteInformation }) {
  return (
    <Stack gap="sm">
      {information.lead && <Paragraphs text={information.lead} />}
      {information.advice?.map((one) => (
        <div key={`${one.title} ${one.number}`}>
          <Title order={3} size="h4">
            {one.title}
          </Title>
          <Paragraphs text={one.text} />
          {one.number && (
            <Anchor href={phoneLink(one.number)} fw={600}>
              {phone(one.number)}
            </Anchor>
          )}
        </div>
      ))}
    </Stack>
  );
}

const Paragraphs = ({ text }: { text: string }) => (
  <Text style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{text}</Text>
);
