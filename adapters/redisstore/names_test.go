package redisstore

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unknot/bot"
)

func testNames(t testing.TB, key string) names {
	t.Helper()
	n, err := newNames([]byte(key))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestNames(t *testing.T) {
	one, two := testNames(t, strings.Repeat("1", 16)), testNames(t, strings.Repeat("2", 16))
	rapid.Check(t, func(t *rapid.T) {
		doc := bot.DocID(rapid.StringN(1, -1, 100).Draw(t, "doc"))
		n := one.document(doc)
		if len(n) != nameSize || n != one.document(doc) {
			t.Fatalf("the name of %q is %q", doc, n)
		}
		if n == two.document(doc) || n == one.code(string(doc)) || n == one.role(string(doc)) {
			t.Fatalf("the name %q of %q stands for something else too", n, doc)
		}
		sealed := one.seal(doc, n)
		if got, err := one.open(sealed, n); err != nil || got != doc {
			t.Fatalf("opened %q, %v, want %q", got, err, doc)
		}
		if got, err := two.open(sealed, n); err == nil {
			t.Fatalf("another key opened %q", got)
		}
		i := rapid.IntRange(0, len(sealed)-1).Draw(t, "byte")
		sealed[i] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		if got, err := one.open(sealed, n); err == nil {
			t.Fatalf("a damaged ID was opened as %q", got)
		}
	})
}

// TestBuckets proves that names spread evenly, and that no name, however
// damaged, leads outside.
func TestBuckets(t *testing.T) {
	n := testNames(t, strings.Repeat("1", 16))
	count := make([]int, 256)
	for i := range 25_600 {
		count[n.document(bot.DocID(strings.Repeat("x", i%50)+string(rune(i)))).bucket(len(count))]++
	}
	for b, c := range count {
		if c < 50 || c > 160 {
			t.Errorf("bucket %d has %d of 25,600 names", b, c)
		}
	}
	for _, bad := range []name{"", "x", "????????????????", name(strings.Repeat("a", 99))} {
		if b := bad.bucket(256); b != 0 && len(bad) != nameSize {
			t.Errorf("%q is in bucket %d", bad, b)
		}
	}
}

func FuzzDecodeEnvelope(f *testing.F) {
	f.Add("")
	f.Add(string(envelope{version: 7, commit: digest("c"), lanes: 3, sealed: []byte("id"), data: []byte("data")}.encode()))
	f.Fuzz(func(t *testing.T, value string) {
		e, err := decodeEnvelope(value)
		if err == nil && string(e.encode()) != value {
			t.Errorf("%q came back as %q", value, e.encode())
		}
	})
}
