import { RichTextEditor } from '@mantine/tiptap';
import type { RichTextEditorLabels } from '@mantine/tiptap';
import { useEditor } from '@tiptap/react';
import type { Editor } from '@tiptap/react';
import { useEffect, useMemo, useState } from 'react';
import type { ClipboardEvent, DragEvent, ReactElement, ReactNode } from 'react';
import type { Mentionable } from '../../../../shared/domain/mentions.ts';
import { useText } from '../../../ui/text.ts';
import { sanitizePastedHtml } from '../thread/sanitizeHtml.ts';
import classes from './ComposerEditor.module.css';
import { composerExtensions } from './editorExtensions.ts';
import { LinkControl } from './LinkControl.tsx';
import { takeLongPaste } from './longPaste.ts';
import { MentionList } from './MentionList.tsx';

interface ComposerEditorProps {
  /** The words to begin with; later values are not looked at: give a new `key` for new words. */
  readonly initialHtml: string;
  readonly label: string;
  readonly placeholder: string;
  /** Each new number above 0 puts the cursor at the end. */
  readonly focusRequest: number;
  readonly onReady: (editor: Editor) => void;
  readonly onChange: (editor: Editor) => void;
  readonly onBlur: () => void;
  /** Colleagues who can be mentioned; nobody where that makes no sense. */
  readonly mentionable: readonly Mentionable[];
  /** Gets pasted text that no message could hold. */
  readonly onHold: (text: string) => void;
  /** Stand left and right of the formatting controls. */
  readonly tools: (editor: Editor) => ReactNode;
  readonly actions: ReactNode;
}

/** The rich text field of the composer with its formatting controls. */
export function ComposerEditor(props: ComposerEditorProps): ReactElement {
  const { initialHtml, label, placeholder, focusRequest, onReady, onChange, onBlur, onHold } = props;
  const t = useText();
  const [start] = useState(() => ({
    extensions: composerExtensions(placeholder),
    content: initialHtml,
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
      transformPastedHTML: sanitizePastedHtml,
    },
  }));
  const editor = useEditor({
    ...start,
    onCreate: ({ editor: created }) => onReady(created),
    onUpdate: ({ editor: changed }) => onChange(changed),
    onBlur,
  });
  const labels = useMemo<Partial<RichTextEditorLabels>>(
    () => ({
      boldControlLabel: t('composer:bold'),
      italicControlLabel: t('composer:italic'),
      underlineControlLabel: t('composer:underline'),
      bulletListControlLabel: t('composer:bulletList'),
      orderedListControlLabel: t('composer:orderedList'),
      blockquoteControlLabel: t('composer:quote'),
      codeControlLabel: t('composer:code'),
    }),
    [t],
  );

  useEffect(() => {
    if (focusRequest > 0) editor.commands.focus('end');
  }, [editor, focusRequest]);

  function takePaste(event: ClipboardEvent | DragEvent, data: DataTransfer): void {
    if (!takeLongPaste(editor, data, onHold)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <RichTextEditor
      editor={editor}
      labels={labels}
      variant="subtle"
      withCodeHighlightStyles={false}
      withTypographyStyles={false}
      classNames={{
        root: classes['root'] ?? '',
        content: classes['content'] ?? '',
        toolbar: classes['toolbar'] ?? '',
        control: classes['control'] ?? '',
        controlsGroup: classes['group'] ?? '',
      }}
    >
      <div
        className={classes['field']}
        onPasteCapture={(event) => takePaste(event, event.clipboardData)}
        onDropCapture={(event) => takePaste(event, event.dataTransfer)}
      >
        <RichTextEditor.Content />
        {props.mentionable.length > 0 && <MentionList editor={editor} people={props.mentionable} />}
      </div>
      <RichTextEditor.Toolbar role="toolbar" aria-label={t('composer:formatting')}>
        {props.tools(editor)}
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Bold />
          <RichTextEditor.Italic />
          <RichTextEditor.Underline />
        </RichTextEditor.ControlsGroup>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.BulletList />
          <RichTextEditor.OrderedList />
          <RichTextEditor.Blockquote />
          <RichTextEditor.Code />
          <LinkControl editor={editor} />
        </RichTextEditor.ControlsGroup>
        <span className={classes['actions']}>{props.actions}</span>
      </RichTextEditor.Toolbar>
    </RichTextEditor>
  );
}
