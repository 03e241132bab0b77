import { Button, Group, Paper, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Draft } from './edit-page';
import { useTexts } from './texts';

let made = 0;
/** An empty one, told apart from the others while it has no words. */
export const NEW_ADVICE = () => {
  made += 1;
  return { key: `new-${made}`, title: '', text: '', number: '' };
};

interface AdviceFieldsProps {
  form: UseFormReturnType<Draft>;
  at: number;
}

export function AdviceFields({ form, at }: AdviceFieldsProps) {
  const t = useTexts();
  const n = at + 1;
  return (
    <Paper withBorder p="sm" component="fieldset">
      <legend className="vh">{t('edit.item', { n })}</legend>
      <Stack gap="xs">
        <TextInput
          label={t('edit.itemTitle', { n })}
          maxLength={120}
          {...form.getInputProps(`advice.${at}.title`)}
        />
        <Textarea
          label={t('edit.itemText', { n })}
          autosize
          minRows={2}
          maxLength={1500}
          {...form.getInputProps(`advice.${at}.text`)}
        />
        <TextInput
          label={t('edit.itemNumber', { n })}
          type="tel"
          maxLength={20}
          {...form.getInputProps(`advice.${at}.number`)}
        />
        <Group gap="xs">
          {at > 0 && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => form.reorderListItem('advice', { from: at, to: at - 1 })}
            >
              {t('edit.up', { n })}
            </Button>
          )}
          <Button variant="subtle" size="compact-sm" onClick={() => form.removeListItem('advice', at)}>
            {t('edit.remove', { n })}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
