package seal_test

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"unknot/bot"
	"unknot/bot/seal"
)

func TestRoundTrip(t *testing.T) {
	r := ring(t, 1)
	rapid.Check(t, func(rt *rapid.T) {
		doc := bot.DocID(rapid.String().Draw(rt, "doc"))
		data := rapid.SliceOfN(rapid.Byte(), 0, 400).Draw(rt, "data")
		data = append(data, make([]byte, rapid.IntRange(0, 70).Draw(rt, "zeros"))...)
		value := seal.SealNew(r, doc, data)
		if got, err := seal.OpenValue(r, doc, value); err != nil || !bytes.Equal(got, data) {
			rt.Fatalf("opened %x, %v, want %x", got, err, data)
		}
		again, err := seal.Reseal(r, doc, value, data)
		if err != nil || bytes.Equal(again, value) {
			rt.Fatalf("sealing the same twice gave the same, or %v", err)
		}
		wrapped, _, _ := seal.Split(value)
		if kept, _, _ := seal.Split(again); !bytes.Equal(wrapped, kept) {
			rt.Fatal("sealing again changed the wrapped key")
		}
	})
}

// Every single bit of a stored document and of a stored record counts.
func TestEveryBitCounts(t *testing.T) {
	below := newMemory()
	s := sealed(t, below, ring(t, 1, 2))
	value := someone(t, s, below, "a")
	for bit := range len(value) * 8 {
		below.poke("a", flipped(value, bit))
		if got, err := s.Load(t.Context(), "a"); err == nil || errors.Is(err, bot.ErrNotFound) {
			t.Fatalf("with bit %d changed the document opens as %q, %v", bit, got.Data, err)
		}
	}
	below.poke("a", value)
	stored := below.records["a"][7]
	for bit := range len(stored) * 8 {
		below.pokeRecord("a", 7, flipped(stored, bit))
		if got, err := s.Records(t.Context(), "a", 0, 10); err == nil {
			t.Fatalf("with bit %d changed the record opens as %v", bit, got)
		}
	}
}

func flipped(value []byte, bit int) []byte {
	changed := bytes.Clone(value)
	changed[bit/8] ^= 1 << (bit % 8)
	return changed
}

// What is cut, grown, spliced or written over opens as itself or not at all.
func TestTampering(t *testing.T) {
	r := ring(t, 1, 2)
	rapid.Check(t, func(rt *rapid.T) {
		data := rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(rt, "data")
		value := seal.SealNew(r, "a", data)
		other := seal.SealNew(r, "a", data)
		changed := bytes.Clone(value)
		at := rapid.IntRange(0, len(value)-1).Draw(rt, "at")
		switch rapid.IntRange(0, 3).Draw(rt, "kind") {
		case 0:
			changed[at] ^= rapid.ByteRange(1, 255).Draw(rt, "flip")
		case 1:
			changed = changed[:at]
		case 2:
			changed = append(changed, rapid.SliceOfN(rapid.Byte(), 1, 40).Draw(rt, "more")...)
		case 3:
			changed = append(changed[:at], other[at:]...)
		}
		got, err := seal.OpenValue(r, "a", changed)
		if err == nil && !bytes.Equal(changed, value) && !bytes.Equal(changed, other) {
			rt.Fatalf("a changed value opens as %x", got)
		}
		if err == nil && !bytes.Equal(got, data) {
			rt.Fatalf("opened %x, want %x", got, data)
		}
	})
}

func TestValuesBelongToTheirPlace(t *testing.T) {
	below := newMemory()
	s := sealed(t, below, ring(t, 1))
	a, b := someone(t, s, below, "a"), someone(t, s, below, "b")
	recordA, recordB := below.records["a"][7], below.records["b"][7]
	wrappedA, bodyA, _ := seal.Split(a)
	wrappedB, bodyB, _ := seal.Split(b)
	join := func(wrapped, body []byte) []byte {
		value, err := seal.Join(wrapped, body)
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	for what, value := range map[string][]byte{
		"another person's document": b, "another person's key": join(wrappedB, bodyA), "another person's body": join(wrappedA, bodyB),
		"a record":                       recordA,
		"the check":                      below.value(t, seal.CheckDoc),
		"a record dressed as a document": append(append([]byte{0x11}, wrappedA[1:]...), recordA[1:]...),
		"plain text":                     []byte(`{"schema":1}`),
		"nothing":                        nil,
	} {
		below.poke("a", value)
		if got, err := s.Load(t.Context(), "a"); !errors.Is(err, seal.ErrDamaged) || !errors.Is(err, bot.ErrNever) {
			t.Errorf("%s in place of a document: %q, %v, want ErrDamaged and ErrNever", what, got.Data, err)
		}
	}
	below.poke("a", a)
	for what, value := range map[string][]byte{
		"another person's record": recordB, "a document": a, "a body": bodyA,
		"a body dressed as a record": append([]byte{0x21}, bodyA[1:]...),
		"nothing":                    {},
	} {
		below.pokeRecord("a", 7, value)
		_, err := s.Records(t.Context(), "a", 0, 10)
		wantError(t, err, seal.ErrDamaged)
		if err == nil {
			t.Errorf("%s in place of a record opens", what)
		}
	}
	below.pokeRecord("a", 7, recordA)
	below.pokeRecord("a", 8, recordA)
	_, err := s.Records(t.Context(), "a", 8, 9)
	wantError(t, err, seal.ErrDamaged)
	below.pokeRecord("a", 0, append([]byte{0x21}, bodyA[1:]...)) // a document's position
	_, err = s.Records(t.Context(), "a", 0, 1)
	wantError(t, err, seal.ErrDamaged)
}

// The document's key opens no record once another life of the document has
// begun, and a dump of before the erasure is of no use without its key.
func TestEraseMakesEverythingUnreadable(t *testing.T) {
	below := newMemory()
	r := ring(t, 1)
	s := sealed(t, below, r)
	old := someone(t, s, below, "a")
	oldRecord := below.records["a"][7]
	_, oldBody, _ := seal.Split(old)

	if err := s.Erase(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	_, err := s.Load(t.Context(), "a")
	wantError(t, err, bot.ErrNotFound)
	wantRecords(t, s, "a", "")

	wrapped, _, _ := seal.Split(someone(t, s, below, "a"))
	revived, err := seal.Join(wrapped, oldBody)
	if err != nil {
		t.Fatal(err)
	}
	wantError(t, r.Verify("a", revived), seal.ErrDamaged)
	wantError(t, r.VerifyRecord("a", revived, bot.Record{Position: 7, Data: oldRecord}), seal.ErrDamaged)
	// With the key of before the erasure it opens: this is what the docs say.
	if err := errors.Join(r.Verify("a", old), r.VerifyRecord("a", old, bot.Record{Position: 7, Data: oldRecord})); err != nil {
		t.Error(err)
	}
	if !bytes.Contains(below.everything(), wrapped[1:40]) {
		t.Error("the new life has no key of its own")
	}
	oldWrapped, _, _ := seal.Split(old)
	if bytes.Contains(below.everything(), oldWrapped[6:40]) {
		t.Error("the key of the erased life is still there")
	}
}

func TestSplitAndJoin(t *testing.T) {
	below := newMemory()
	r := ring(t, 1)
	s := sealed(t, below, r)
	someone(t, s, below, "a")
	for _, doc := range []bot.DocID{"a", seal.CheckDoc} {
		value := below.value(t, doc)
		wrapped, body, err := seal.Split(value)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := seal.Join(wrapped, body); err != nil || !bytes.Equal(again, value) {
			t.Errorf("Join(Split(value)) of %q differs from the value: %v", doc, err)
		}
		if err := r.Verify(doc, value); err != nil {
			t.Error(err)
		}
	}
	_, body, _ := seal.Split(below.value(t, "a"))
	wantError(t, r.Verify("a", body), seal.ErrDamaged)
	for _, pair := range [][2][]byte{{nil, body}, {body, body}, {{0x41}, body}, {nil, nil}} {
		if _, err := seal.Join(pair[0], pair[1]); err == nil {
			t.Errorf("%x was joined as a key", pair[0])
		}
	}
	if _, _, err := seal.Split([]byte(`{"schema":1}`)); err == nil {
		t.Error("plain text was split")
	}
}

func FuzzOpen(f *testing.F) {
	r, err := seal.NewRing(key(f, 1), key(f, 2))
	if err != nil {
		f.Fatal(err)
	}
	value := seal.SealNew(r, "a", []byte("data"))
	f.Add(value, value[:70])
	f.Add([]byte{}, []byte{0x21})
	f.Add([]byte{0x31}, []byte{0x11})
	f.Add([]byte{0x12, 1, 2}, []byte{0x41})
	f.Fuzz(func(t *testing.T, value, other []byte) {
		if data, err := seal.OpenValue(r, "b", value); err == nil {
			t.Fatalf("%x opens as %x", value, data)
		}
		_ = r.Verify("a", value)
		_ = r.Verify(seal.CheckDoc, value)
		_ = r.VerifyRecord("a", value, bot.Record{Data: other})
		_, _ = seal.Join(other, value)
		wrapped, body, err := seal.Split(value)
		if err != nil {
			return
		}
		if again, err := seal.Join(wrapped, body); err != nil || !bytes.Equal(again, value) {
			t.Fatalf("Join(Split(%x)) = %x, %v", value, again, err)
		}
	})
}
