package seal_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"unknot/bot"
	"unknot/bot/seal"
)

// What sealing and opening one document cost, with a key that has to be
// unwrapped first, as every load and every commit does.
func BenchmarkDocument(b *testing.B) {
	r := ring(b, 1)
	for _, size := range []int{300, 4096} {
		data := make([]byte, size)
		value := seal.SealNew(r, "telegram:123456789", data)
		b.Run(fmt.Sprint("open/", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := seal.OpenValue(r, "telegram:123456789", value); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprint("seal/", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := seal.Reseal(r, "telegram:123456789", value, data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A load and a commit on the embedded store, sealed and not, in one run.
func BenchmarkLoadAndCommit(b *testing.B) {
	for _, kind := range []string{"plain", "sealed"} {
		b.Run(kind, func(b *testing.B) {
			s := openBolt(b, filepath.Join(b.TempDir(), "unknot.db"), nil)
			if kind == "sealed" {
				s = sealed(b, s, ring(b, 1))
			}
			data := make([]byte, 300)
			version := save(b, s, bot.Change{Doc: "a", ID: "c0", Data: data})
			for b.Loop() {
				if _, err := s.Load(b.Context(), "a"); err != nil {
					b.Fatal(err)
				}
				version = save(b, s, bot.Change{Doc: "a", Base: version, ID: bot.CommitID(fmt.Sprint(version)), Data: data})
			}
		})
	}
}
