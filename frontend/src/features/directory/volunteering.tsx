import { Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { type Professional, professionalQuery } from '@/directory/queries';
import { useDirectoryTexts } from '@/directory/texts';
import { notifyDone, notifyRefusal } from '@/ui/notify';

/** Not a member, and yet willing to be asked: said to the coordination, and taken back as easily. */
export function Volunteering({ person }: { person: Professional }) {
  const t = useDirectoryTexts();
  const queryClient = useQueryClient();
  const id = person.professional_id;
  const state = useMutation({
    mutationFn: (isVolunteer: boolean) =>
      body(
        api.PUT('/api/directory/v1/professionals/{professional_id}/volunteering', {
          params: { path: { professional_id: id } },
          body: { is_volunteer: isVolunteer },
        }),
      ),
    onSuccess: async ({ is_volunteer: isVolunteer }) => {
      notifyDone(t(isVolunteer ? 'volunteering.stated' : 'volunteering.takenBack'));
      await queryClient.invalidateQueries({ queryKey: professionalQuery(id).queryKey });
      await queryClient.invalidateQueries({ queryKey: ['directory', 'changes', id] });
    },
    onError: notifyRefusal,
  });
  return (
    <Switch
      label={t('volunteering.label')}
      description={t('volunteering.hint')}
      checked={person.is_volunteer}
      disabled={state.isPending}
      onChange={(event) => state.mutate(event.currentTarget.checked)}
    />
  );
}
