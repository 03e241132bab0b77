import { Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useCommon } from '@/lib/i18n';

interface Reason {
  kind: 'for' | 'attention' | 'against';
  words: string;
}

const FACES = {
  for: { icon: IconCheck, color: 'vert.8' },
  attention: { icon: IconAlertTriangle, color: 'ambre.8' },
  against: { icon: IconX, color: 'rouge.8' },
} as const;

/** Why this person, in words: « Pour », « Attention », « Contre » are written, so that print keeps them. */
export function Reasons({ reasons }: { reasons: Reason[] }) {
  const t = useCommon();
  return (
    <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {reasons.map((reason) => {
        const { icon: Icon, color } = FACES[reason.kind];
        return (
          <Group
            component="li"
            key={`${reason.kind}-${reason.words}`}
            gap="xs"
            wrap="nowrap"
            align="flex-start"
          >
            <Text component="span" c={color} fw={600} size="sm" w={104} style={{ flexShrink: 0 }}>
              <Icon size={16} aria-hidden style={{ verticalAlign: '-3px', marginRight: 4 }} />
              {t(`reason.${reason.kind}`)}
            </Text>
            <Text component="span" size="sm">
              {reason.words}
            </Text>
          </Group>
        );
      })}
    </Stack>
  );
}
