import {
  Button,
  Checkbox,
  Code,
  CopyButton,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { publicKeysOf } from './public-keys';
import { everyCptsQuery } from './queries';
import { type PartnerScope, type Registered, useRegisterSystem } from './systems-queries';
import { useTexts } from './texts';

const SCOPES: PartnerScope[] = ['sas.read', 'gap.read', 'gap.book'];
const ofOneCpts = (scopes: PartnerScope[]) => scopes.some((scope) => scope !== 'sas.read');

/** A software enters: what it may do, for whom, and by what it proves itself. Its secret is shown once. */
export function RegisterSystemDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const register = useRegisterSystem();
  const everyCpts = useQuery(everyCptsQuery).data?.items ?? [];
  const [name, setName] = useState('');
  const [contact, setContact] = useState('');
  const [scopes, setScopes] = useState<PartnerScope[]>([]);
  const [cptsId, setCptsId] = useState('');
  const [keys, setKeys] = useState('');
  if (register.data?.client_secret) return <SecretDialog registered={register.data} onClose={onClose} />;
  const publicKeys = publicKeysOf(keys);
  const isReady =
    name.trim().length > 1 && contact.includes('@') && scopes.length > 0 && publicKeys !== 'unreadable';
  const done = (registered: Registered) => {
    if (registered.client_secret) return;
    notifyDone(t('systems.register.done', { name: registered.name }));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={t('systems.register.title')}
      act={t('systems.register.act')}
      busy={register.isPending}
      disabled={!isReady || (ofOneCpts(scopes) && !cptsId)}
      onClose={onClose}
      onConfirm={() =>
        register.mutate(
          {
            name: name.trim(),
            contact: contact.trim(),
            scopes,
            cpts_id: ofOneCpts(scopes) ? cptsId : null,
            public_keys: publicKeys === 'unreadable' ? null : publicKeys,
          },
          { onSuccess: done },
        )
      }
    >
      <Refused error={register.error} />
      <TextInput
        label={t('systems.register.name')}
        withAsterisk
        value={name}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('systems.register.contact')}
        withAsterisk
        type="email"
        value={contact}
        maxLength={254}
        autoComplete="off"
        onChange={(event) => setContact(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={t('systems.register.scopes')}
        withAsterisk
        value={scopes}
        onChange={(chosen) => setScopes(SCOPES.filter((scope) => chosen.includes(scope)))}
      >
        <Stack gap={4} mt={4}>
          {SCOPES.map((scope) => (
            <Checkbox key={scope} value={scope} label={t(`systems.scope.${scope}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      {ofOneCpts(scopes) && (
        <NativeSelect
          label={t('systems.register.cpts')}
          description={t('systems.register.cptsHelp')}
          withAsterisk
          value={cptsId}
          data={[
            { value: '', label: t('systems.register.choose') },
            ...everyCpts.map((one) => ({ value: one.cpts_id, label: one.name })),
          ]}
          onChange={(event) => setCptsId(event.currentTarget.value)}
        />
      )}
      <Textarea
        label={t('systems.register.keys')}
        description={t('systems.register.keysHelp')}
        value={keys}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        error={publicKeys === 'unreadable' && t('systems.register.unreadable')}
        onChange={(event) => setKeys(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

/** Nobody can read it again, hence the only act: to say that it was noted. */
function SecretDialog({ registered, onClose }: { registered: Registered; onClose: () => void }) {
  const t = useTexts();
  const secret = registered.client_secret ?? '';
  return (
    <ConfirmDialog
      opened
      title={t('systems.secret.title', { name: registered.name })}
      act={t('systems.secret.act')}
      onClose={onClose}
      onConfirm={onClose}
    >
      <Text>{t('systems.secret.text')}</Text>
      <Shown label={t('systems.clientId')} value={registered.system_id} />
      <Shown label={t('systems.secret.label')} value={secret} />
      <Shown label={t('systems.secret.endpoint')} value={registered.token_endpoint} />
      <Group>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'systems.secret.copied' : 'systems.secret.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </ConfirmDialog>
  );
}

function Shown({ label, value }: { label: string; value: string }) {
  return (
    <Text size="sm">
      {label} <Code style={{ overflowWrap: 'anywhere' }}>{value}</Code>
    </Text>
  );
}
