import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useCommon } from '@/lib/i18n';
import { CodeField, isCode } from './code-field';
import { useTexts } from './texts';

interface ChooseCodeProps {
  onChosen: (code: string) => void;
  onClose: () => void;
}

/** The first time a person locks a screen. */
export default function ChooseCode({ onChosen, onClose }: ChooseCodeProps) {
  const t = useTexts();
  const common = useCommon();
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (typed) => (isCode(typed) ? null : t('choose.missing')) },
  });
  return (
    <Modal opened onClose={onClose} title={t('choose.title')}>
      <form onSubmit={form.onSubmit(({ code }) => onChosen(code))} noValidate>
        <Stack>
          <Text>{t('choose.text')}</Text>
          <CodeField label={t('choose.label')} data-autofocus {...form.getInputProps('code')} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('actions.cancel')}
            </Button>
            <Button type="submit">{t('lock')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
