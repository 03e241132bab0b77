import { Anchor, Button, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { HospitalSelect } from './hospital-select';
import { useAskHomeReturn } from './queries';
import { SocialServices } from './social-services';
import { useHomeReturnTexts } from './texts';

/** A return home is not a request: whoever came for it leaves with the address of the right service. */
export function AskHomeReturn() {
  const t = useHomeReturnTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Anchor component="button" type="button" ta="left" onClick={() => setOpen(true)}>
        {t('open')}
      </Anchor>
      {isOpen && <HomeReturnDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function HomeReturnDialog({ onClose }: { onClose: () => void }) {
  const t = useHomeReturnTexts();
  const ask = useAskHomeReturn();
  const [finess, setFiness] = useState<string | null>(null);
  const choose = (next: string | null) => {
    setFiness(next);
    ask.reset();
  };
  return (
    <Modal opened onClose={onClose} title={t('title')} size="lg">
      <Stack gap="md">
        <Text>{t('lead')}</Text>
        <HospitalSelect value={finess} onChange={choose} />
        {ask.data ? (
          <SocialServices answer={ask.data} finess={finess} />
        ) : (
          <>
            <Button
              loading={ask.isPending}
              onClick={() => ask.mutate(finess)}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('find')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('counted')}
            </Text>
          </>
        )}
        <Text size="sm">{t('stillOurs')}</Text>
      </Stack>
    </Modal>
  );
}
