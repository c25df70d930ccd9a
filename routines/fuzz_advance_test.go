package routines_test

import (
	"testing"

	"unknot/routines"
)

// FuzzAdvance reads bytes as a script of moves and holds the session against
// the rules that the properties check.
func FuzzAdvance(f *testing.F) {
	p := open(f, "S-01")
	f.Add([]byte{})
	f.Add([]byte{1, 0, 0, 0, 0, 1, 3, 0, 0, 4, 0, 0, 0, 4, 0, 0})
	f.Add([]byte{2, 0, 0, 0, 0, 1, 3, 0, 0, 13, 0, 0, 3, 18, 4, 0, 5, 18, 5, 0, 1, 14, 0, 0})
	f.Add([]byte{4, 0, 0, 0, 0, 1, 9, 0, 0, 7, 0, 0, 0, 8, 1, 0, 0, 7, 0, 0, 0, 8, 1, 0})
	f.Add([]byte("any text at all, such as a letter to the editor"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 || len(data) > 400 {
			return
		}
		rs := p.machine.Library.Routines()
		m := routines.Machine{Library: p.machine.Library, Uses: routines.Uses{"TPN-01": int(data[0]) / 64}}
		obeys(t, m, rs[int(data[0])%len(rs)].ID, scriptOf(data[1:]))
	})
}

// scriptOf reads four bytes a move: the wait before it, its kind, what it
// carries, and whether it answers an old question.
func scriptOf(data []byte) []happening {
	kinds := append(moveKinds(), "dance")
	forms := append(routines.Forms(), "long")
	hurts := []routines.Hurt{routines.HurtBit, routines.HurtStrong, routines.HurtElse, "never"}
	var script []happening
	for ; len(data) >= 4; data = data[4:] {
		n := int(data[2])
		script = append(script, happening{
			after: spans()[int(data[0])%len(spans())],
			move: routines.Move{
				Kind: kinds[int(data[1])%len(kinds)], Form: forms[n%len(forms)],
				Score: n%13 - 1, Hurt: hurts[n%len(hurts)],
			},
			old: data[3]%16 == 15,
		})
	}
	return script
}
