package seal_test

import (
	"slices"
	"testing"

	"unknot/bot"
	"unknot/bot/seal"
)

// Look tells every standing apart and writes nothing.
func TestLook(t *testing.T) {
	empty, unsealed, below := newMemory(), newMemory(), newMemory()
	save(t, unsealed, bot.Change{Doc: "a", ID: "c1", Data: []byte("plain")})
	people(t, below, 1)
	inUse := []seal.KeyID{key(t, 1).ID()}
	for name, c := range map[string]struct {
		below *memory
		ring  seal.Ring
		want  seal.Standing
		ids   []seal.KeyID
	}{
		"empty":    {empty, ring(t, 1), seal.Empty, nil},
		"unsealed": {unsealed, ring(t, 1), seal.Unsealed, nil},
		"fits":     {below, ring(t, 1, 2), seal.Fits, inUse},
		"aside":    {below, ring(t, 2, 1), seal.Aside, inUse},
		"missing":  {below, ring(t, 2), seal.Missing, inUse},
		"no ring":  {below, seal.Ring{}, seal.Missing, inUse},
	} {
		before := c.below.writes
		got, ids, err := seal.Look(t.Context(), c.below, c.ring)
		if err != nil || got != c.want || !slices.Equal(ids, c.ids) {
			t.Errorf("%s: %v, %v, %v, want %v and %v", name, got, ids, err, c.want, c.ids)
		}
		if c.below.writes != before {
			t.Errorf("%s: it wrote", name)
		}
	}
	check := below.value(t, seal.CheckDoc)
	below.poke(seal.CheckDoc, flipped(check, 8*len(check)-1))
	_, _, err := seal.Look(t.Context(), below, ring(t, 1))
	wantError(t, err, seal.ErrDamaged)
}
