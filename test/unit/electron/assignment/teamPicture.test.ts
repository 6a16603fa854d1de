import { expect, test } from 'vitest';
import { createTeamPicture } from '../../../../electron/assignment/teamPicture.ts';

test('a picture the server has refused is tried again only after a pause, another one at once', () => {
  const pictures = createTeamPicture();
  expect(pictures.stance('two', 0)).toEqual({ name: 'claims', picture: 'two' });
  pictures.refused('two', 100);
  expect(pictures.stance('two', 200)).toEqual({ name: 'waits', untilMs: 1100 });
  expect(pictures.stance('three', 200)).toEqual({ name: 'claims', picture: 'three' });
  expect(pictures.stance('two', 1100)).toEqual({ name: 'claims', picture: 'two' });
});

test('when the server goes on refusing, the desk stops asking whether it agrees: no ticket stays without an owner', () => {
  const pictures = createTeamPicture();
  for (let nowMs = 0; nowMs < 5000; nowMs += 1000) {
    expect(pictures.stance('two', nowMs)).toEqual({ name: 'claims', picture: 'two' });
    pictures.refused('two', nowMs);
  }
  expect(pictures.stance('two', 5000)).toEqual({ name: 'claims', picture: undefined });
});

test('a clock that was set back does not make a desk wait', () => {
  const pictures = createTeamPicture();
  pictures.refused('two', 10_000);
  expect(pictures.stance('two', 0)).toEqual({ name: 'claims', picture: 'two' });
});
