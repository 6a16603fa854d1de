import type { ReactElement } from 'react';
import { useCommand } from '../../live/useCommand.ts';
import { Logo } from '../../ui/Logo.tsx';
import { useText } from '../../ui/text.ts';
import classes from './settings.module.css';
import { UpdateLine } from './UpdateLine.tsx';

/** The version, and whose work Baton is built with. */
export function AboutSection({ version }: { readonly version: string }): ReactElement {
  const t = useText();
  const { value: licences } = useCommand('app.licences', {});
  return (
    <>
      <div className={classes['about']}>
        <Logo size={48} />
        <div>
          <div className={classes['name']}>Baton</div>
          <div className={classes['help']}>{t('settings:about.slogan')}</div>
          <div className={classes['value']} style={{ textAlign: 'start' }}>
            {t('settings:about.version', { version })}
          </div>
        </div>
      </div>
      <UpdateLine />
      <h3 className={classes['subheading']}>{t('settings:about.licences')}</h3>
      <p className={classes['intro']}>
        {t('settings:about.licencesHelp')} {t('settings:about.electron')}
      </p>
      <ul className={classes['licences']}>
        {licences?.map(({ name, version: of, licence, text }) => (
          <li key={`${name} ${of}`} className={classes['licence']}>
            <details>
              <summary>
                <span className={classes['licenceName']}>
                  {name} {of}
                </span>
                <span className={classes['help']}>{licence}</span>
              </summary>
              {text !== '' && (
                <pre
                  className={classes['report']}
                  tabIndex={0}
                  aria-label={t('settings:about.licenceOf', { name })}
                >
                  {text}
                </pre>
              )}
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}
