import { Modal, Stack, Text } from '@mantine/core';
import { SignIn } from './sign-in';
import { useTexts } from './texts';

export default function SessionExpiredDialog({ onSignedIn }: { onSignedIn: () => void }) {
  const t = useTexts();
  return (
    <Modal
      opened
      onClose={() => undefined}
      title={t('expired.title')}
      size="lg"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack>
        <Text>{t('expired.text')}</Text>
        <SignIn onSignedIn={onSignedIn} />
      </Stack>
    </Modal>
  );
}
