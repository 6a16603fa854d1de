import { Button, Group, Popover, TextInput } from '@mantine/core';
import { RichTextEditor } from '@mantine/tiptap';
import { IconLink } from '@tabler/icons-react';
import type { Editor } from '@tiptap/react';
import { useEditorState } from '@tiptap/react';
import { useState } from 'react';
import type { SubmitEvent, ReactElement } from 'react';
import { useText } from '../../../ui/text.ts';
import { LINK_ADDRESS } from './editorExtensions.ts';

/** Sets, changes or removes the link of the selected words; says what an address must look like. */
export function LinkControl({ editor }: { readonly editor: Editor }): ReactElement {
  const t = useText();
  const [isOpen, setIsOpen] = useState(false);
  const [address, setAddress] = useState('');
  const [isBad, setIsBad] = useState(false);
  const isActive = useEditorState({ editor, selector: (state) => state.editor.isActive('link') });

  function open(): void {
    const { href } = editor.getAttributes('link') as { href?: string };
    setAddress(href ?? '');
    setIsBad(false);
    setIsOpen(true);
  }
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    // The form stands in a portal, but React lets its events rise to the composer all the same.
    event.stopPropagation();
    const wanted = address.trim();
    if (wanted === '') {
      remove();
    } else if (LINK_ADDRESS.test(wanted)) {
      const chain = editor.chain().focus().extendMarkRange('link');
      if (editor.state.selection.empty && !isActive) {
        chain
          .insertContent({ type: 'text', text: wanted, marks: [{ type: 'link', attrs: { href: wanted } }] })
          .run();
      } else {
        chain.setLink({ href: wanted }).run();
      }
      setIsOpen(false);
    } else {
      setIsBad(true);
    }
  }
  function remove(): void {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    setIsOpen(false);
  }

  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="top-start" trapFocus returnFocus width={320}>
      <Popover.Target>
        <RichTextEditor.Control
          active={isActive}
          aria-label={t('composer:link')}
          title={t('composer:link')}
          aria-expanded={isOpen}
          onClick={open}
        >
          <IconLink size={16} stroke={1.7} />
        </RichTextEditor.Control>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <TextInput
            label={t('composer:linkAddress')}
            placeholder="https://"
            value={address}
            error={isBad && t('composer:linkBad')}
            onChange={(event) => setAddress(event.currentTarget.value)}
            data-autofocus
          />
          <Group gap="xs" mt="sm" justify="flex-end">
            {isActive && (
              <Button size="xs" variant="subtle" color="gray" onClick={remove}>
                {t('composer:linkRemove')}
              </Button>
            )}
            <Button size="xs" type="submit">
              {t('composer:linkApply')}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
