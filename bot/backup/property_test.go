package backup_test

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unknot/bot"
	"unknot/bot/backup"
	"unknot/bot/seal"
)

// aDocument draws a document with any ID, content, wakes and records.
func aDocument(t *rapid.T) bot.Change {
	bytes := rapid.SliceOfN(rapid.Byte(), 0, 100)
	c := bot.Change{
		Doc: bot.DocID(rapid.StringN(1, 20, -1).Filter(func(s string) bool { return s != string(seal.CheckDoc) }).Draw(t, "doc")),
		ID:  "c1", Data: bytes.Draw(t, "data"),
	}
	if rapid.Bool().Draw(t, "due") {
		c.Wakes.Urgent = now().AddDate(0, 0, rapid.IntRange(-4000, 4000).Draw(t, "urgent"))
	}
	if rapid.Bool().Draw(t, "due in bulk") {
		c.Wakes.Bulk = now().AddDate(0, 0, rapid.IntRange(-4000, 4000).Draw(t, "bulk"))
	}
	for range rapid.IntRange(0, 4).Draw(t, "records") {
		at := rapid.OneOf(rapid.Int64Range(math.MinInt64, math.MaxInt64-1), rapid.Int64Range(0, 2e12)).Draw(t, "position")
		c.Records = append(c.Records, bot.Record{Position: bot.Position(at), Data: bytes.Draw(t, "record")})
	}
	return c
}

// Whatever a store holds, sealed or not, is the same after a restore; and when
// a store fails in the middle, after the second attempt.
func TestAnyContentComesBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var with seal.Ring
		if rapid.Bool().Draw(rt, "sealed") {
			with = ring(t, 1)
		}
		from, to := newMemory(), newMemory()
		seen := map[bot.DocID]bool{}
		for range rapid.IntRange(0, 5).Draw(rt, "documents") {
			c := aDocument(rt)
			if !seen[c.Doc] {
				save(rt, above(t, from, with), c)
			}
			seen[c.Doc] = true
		}
		f, written := write(rt, from, at(0))
		o := backup.Options{Ring: with}
		if rapid.Bool().Draw(rt, "fails") {
			cutOff(to, rapid.IntRange(1, 3).Draw(rt, "at write"), rapid.Bool().Draw(rt, "after"), f, o)
		}
		if half, err := backup.Unfinished(t.Context(), to); err == nil && !half && len(contents(rt, to)) > 0 {
			return // it failed in no write
		}
		restored, err := f.restore(to, o)
		if err != nil || restored != written {
			rt.Fatalf("restored %+v, %v, want %+v", restored, err, written)
		}
		wantContents(rt, above(t, to, with), contents(rt, above(t, from, with)))
	})
}

// Whatever bytes are handed over, nothing panics, and a store is written to
// only if both files are whole.
func FuzzRestore(f *testing.F) {
	plain, sealed := small(f, seal.Ring{}), small(f, ring(f, 1))
	f.Add(plain.out, plain.keys)
	f.Add(sealed.out, sealed.keys)
	f.Add(sealed.keys, sealed.out)
	f.Add(plain.out[:18], []byte("unknot keys\r\n\x00\x00\x00\x00\x01K\xff\xff\xff\xff"))
	r := ring(f, 1)
	f.Fuzz(func(t *testing.T, out, keys []byte) {
		if _, err := backup.Check(bytes.NewReader(out)); err != nil {
			_ = files{out, keys}.refused(t, newMemory(), backup.Options{Ring: r})
		}
	})
}

// Somebody who reckons the checksum gets further, and still nothing panics.
func FuzzForged(f *testing.F) {
	document := "D\x17" + strings.Repeat("\x00", 16) + "\x00\x00\x00\x01adata"[:7]
	f.Add(false, []byte(document+"R\x0a\x00\x00\x00\x00\x00\x00\x00\x07ab"), []byte{})
	f.Add(true, []byte(document), []byte("K\x06\x00\x00\x00\x01aX"+"C\x01\x31"))
	f.Add(true, []byte("R\x01xD\x00"), []byte("K\x04\xff\xff\xff\xff"))
	r := ring(f, 1)
	f.Fuzz(func(t *testing.T, isSealed bool, out, keys []byte) {
		forged, forgedKeys := backup.Forge(isSealed, out, keys)
		for _, o := range []backup.Options{{}, {Ring: r}, {Ring: r, Unseal: true}} {
			_, _ = files{forged, forgedKeys}.restore(newMemory(), o)
		}
	})
}
