package routines_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unknot/routines"
)

// moveTable says for every move in every phase what is told and where it
// leads. An empty cell is an answer that does not fit: "unfit", and nothing
// changes. The session is the full form of S-03, five steps, in the first of
// which everything happens.
const moveTable = `
| move        | opening                   | before                    | ache                    | recheck                | step                              | hurt                       | sign                        | after        | effort       | achenow      | closed |
| form full   | show before               |                           |                         |                        |                                   |                            |                             |              |              |              | same   |
| form long   |                           |                           |                         |                        |                                   |                            |                             |              |              |              | same   |
| score 0     | show step 1 MOB-02        | show step 1 MOB-02        | show before             |                        |                                   | show step 1 MOB-02         |                             | show effort  | closed done  | closed done  | same   |
| score 10    | recheck                   | recheck                   | attack unbegun          |                        |                                   | strong step 2 TPS-01.short |                             | show effort  | closed done  | closed done  | same   |
| score 11    |                           |                           |                         |                        |                                   |                            |                             |              |              |              | same   |
| score -1    |                           |                           |                         |                        |                                   |                            |                             |              |              |              | same   |
| pass        | show step 1 MOB-02.easier | show step 1 MOB-02.easier | rest step 1 STR-01.c18  |                        |                                   |                            |                             | show effort  | closed done  | closed done  | same   |
| head        | show ache                 | show ache                 | rest step 1 STR-01.c18  |                        |                                   |                            |                             |              |              |              | same   |
| ache mild   |                           |                           | show before             |                        |                                   |                            |                             |              |              |              | same   |
| ache medium |                           |                           | still step 1 STR-01.c19 |                        |                                   |                            |                             |              |              |              | same   |
| ache mediumsore |                           |                           | recheck |                        |                                   |                            |                             |              |              |              | same   |
| hurt sharp |                           |                           | |                        |                                   | show sign 1 MOB-02 |                             |              |              |              | same   |
| ache strong |                           |                           | attack unbegun          |                        |                                   |                            |                             |              |              |              | same   |
| ache sign   |                           |                           | attack unbegun          |                        |                                   |                            |                             |              |              |              | same   |
| ache coming |                           |                           | still step 1 STR-01.c19 |                        |                                   |                            |                             |              |              |              | same   |
| ache more   |                           |                           |                         |                        |                                   |                            |                             |              |              |              | same   |
| done        |                           |                           |                         |                        | show step 2 TPS-01.short          |                            |                             |              |              |              | same   |
| skip        |                           |                           |                         |                        | show step 2 TPS-01.short          |                            | leftout step 2 TPS-01.short |              |              |              | same   |
| easier      |                           |                           |                         |                        | eased step 1 MOB-02.easier        |                            |                             |              |              |              | same   |
| hurts       |                           |                           |                         |                        | show hurt 1 MOB-02                |                            |                             |              |              |              | same   |
| hurt bit    |                           |                           |                         |                        |                                   | eased step 1 MOB-02.easier |                             |              |              |              | same   |
| hurt strong |                           |                           |                         |                        |                                   | strong step 2 TPS-01.short |                             |              |              |              | same   |
| hurt else   |                           |                           |                         |                        |                                   | show sign 1 MOB-02         |                             |              |              |              | same   |
| hurt never  |                           |                           |                         |                        |                                   |                            |                             |              |              |              | same   |
| sign        |                           |                           |                         |                        |                                   |                            | closed alarm                |              |              |              | same   |
| unable      |                           |                           |                         |                        |                                   |                            |                             |              |              |              | same   |
| leave       |                           |                           |                         |                        |                                   |                            | leftout step 2 TPS-01.short |              |              |              | same   |
| nosign      |                           |                           |                         |                        |                                   |                            | closed hurt                 |              |              |              | same   |
| stop        | unbegun                   | unbegun                   | unbegun                 | unbegun                | closed stopped                    | closed stopped             | closed stopped              | closed done  | closed done  | closed done  | same   |
| timer       |                           |                           |                         |                        | timer step 1 MOB-02 timer 0s      |                            |                             |              |              |              | same   |
| auto        |                           |                           |                         |                        | timer step 1 MOB-02 auto timer 0s |                            |                             |              |              |              | same   |
| pause       |                           |                           |                         |                        | paused step 1 MOB-02 paused       |                            |                             |              |              |              | same   |
| goon        |                           |                           |                         | rest step 1 STR-01.c18 | show                              | show step 1 MOB-02         | show step 1 MOB-02          |              |              |              | same   |
| show        | show                      | show                      | show                    | show                   | show                              | show                       | show                        | show         | show         | show         | same   |
| alarm       | unbegun                   | unbegun                   | unbegun                 | unbegun                | closed alarm                      | closed alarm               | closed alarm                | closed alarm | closed alarm | closed alarm | same   |
| tick        | same                      | same                      | same                    | same                   | same                              | same                       | same                        | same         | same         | same         | same   |
| old done    | stale                     | stale                     | stale                   | stale                  | stale                             | stale                      | stale                       | stale        | stale        | stale        | same   |
| old stop    | stale                     | stale                     | stale                   | stale                  | stale                             | stale                      | stale                       | stale        | stale        | stale        | same   |
| dance       |                           |                           |                         |                        |                                   |                            |                             |              |              |              | same   |
`

// phaseScripts lead to each phase. The score before goes in with the move that
// opens the steps, so that both can be told apart.
func phaseScripts() map[string]string {
	const step = "form full, score 2"
	const after = step + ", done, done, done, done, done"
	return map[string]string{
		"opening": "show", "before": "form full", "ache": "form full, head", "recheck": "form full, score 9", "step": step,
		"hurt": step + ", hurts", "sign": step + ", hurts, hurt else",
		"after": after, "effort": after + ", score 3",
		"achenow": "form full, head, ache medium, done, done, done, score 3", "closed": step + ", stop",
	}
}

func TestEveryMoveInEveryPhase(t *testing.T) {
	rows := cells(moveTable)
	phases := strings.Split(strings.Trim(strings.Split(strings.TrimSpace(moveTable), "\n")[0], "|"), "|")[1:]
	for _, row := range rows {
		for i, phase := range phases {
			phase, want := strings.TrimSpace(phase), row[i+1]
			t.Run(row[0]+" in "+phase, func(t *testing.T) {
				p := open(t, "S-03").do(phaseScripts()[phase])
				before := p.session
				p.do(row[0])
				quiet := p.notice == routines.NoticeNone || p.notice == routines.NoticeUnfit || p.notice == routines.NoticeStale
				if diff := cmp.Diff(before, p.session); quiet && diff != "" {
					t.Errorf("notice %q, and yet it changed:\n%s", p.notice, diff)
				}
				if got := outcome(p, before); got != want {
					t.Errorf("%q, want %q", got, want)
				}
			})
		}
	}
}

// outcome tells what a move did in the words of the table.
func outcome(p *play, before routines.Session) string {
	changed := !cmp.Equal(before, p.session)
	switch {
	case p.notice == routines.NoticeUnfit:
		return ""
	case p.notice == routines.NoticeNone:
		return "same"
	case p.notice == routines.NoticeUnbegun:
		return "unbegun"
	case p.notice == routines.NoticeClosed:
		return p.state()
	case p.notice == routines.NoticeAttack && p.session.End == routines.EndUnbegun:
		return "attack unbegun"
	case p.notice == routines.NoticeRecheck && p.session.Phase == routines.PhaseRecheck:
		return "recheck"
	case !changed:
		return string(p.notice)
	default:
		return string(p.notice) + " " + p.state()
	}
}

// Every move of the package stands in the table.
func TestTheTableKnowsEveryMove(t *testing.T) {
	known := map[string]bool{}
	for _, row := range cells(moveTable) {
		word, _, _ := strings.Cut(row[0], " ")
		known[word] = true
	}
	for _, kind := range moveKinds() {
		if !known[string(kind)] {
			t.Errorf("%s is not in the table", kind)
		}
	}
}

func moveKinds() []routines.MoveKind {
	return []routines.MoveKind{
		routines.MoveForm, routines.MoveScore, routines.MovePass, routines.MoveHeadache, routines.MoveAche, routines.MoveDone,
		routines.MoveSkip, routines.MoveEasier, routines.MoveHurts, routines.MoveHurt, routines.MoveSign,
		routines.MoveNoSign, routines.MoveLeave, routines.MoveUnable, routines.MoveStop, routines.MoveTimer, routines.MoveAuto, routines.MovePause,
		routines.MoveGoOn, routines.MoveShow, routines.MoveAlarm, routines.MoveTick,
	}
}
