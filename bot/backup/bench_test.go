package backup_test

import (
	"bytes"
	"fmt"
	"testing"

	"unknot/bot"
	"unknot/bot/backup"
	"unknot/bot/seal"
)

const benchPeople = 1000

// benchStore returns an embedded store of people with ten records each.
func benchStore(b *testing.B, r seal.Ring) bot.Store {
	b.Helper()
	below := openBolt(b)
	s := above(b, below, r)
	changes := make([]bot.Change, benchPeople)
	for i := range changes {
		changes[i] = bot.Change{Doc: bot.DocID(fmt.Sprint("telegram:", i)), ID: "c1", Data: make([]byte, 400)}
		for n := range 10 {
			changes[i].Records = append(changes[i].Records, bot.Record{Position: position(n), Data: make([]byte, 150)})
		}
	}
	save(b, s, changes...)
	return below
}

// What a backup of a thousand people costs; people/s is the rate.
func BenchmarkWrite(b *testing.B) {
	for name, r := range map[string]seal.Ring{"plain": {}, "sealed": ring(b, 1)} {
		b.Run(name, func(b *testing.B) {
			from := benchStore(b, r)
			var out, keys bytes.Buffer
			for b.Loop() {
				out.Reset()
				keys.Reset()
				if _, err := backup.Write(b.Context(), from, &out, &keys, at(0)); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(out.Len() + keys.Len()))
			b.ReportMetric(float64(benchPeople*b.N)/b.Elapsed().Seconds(), "people/s")
			b.ReportMetric(float64(out.Len()+keys.Len())/benchPeople, "bytes/person")
		})
	}
}

// The same back into an empty embedded store, which syncs every batch.
func BenchmarkRestore(b *testing.B) {
	for name, r := range map[string]seal.Ring{"plain": {}, "sealed": ring(b, 1)} {
		b.Run(name, func(b *testing.B) {
			f, _ := write(b, benchStore(b, r), at(0))
			b.SetBytes(int64(len(f.out) + len(f.keys)))
			for b.Loop() {
				b.StopTimer()
				to := openBolt(b)
				b.StartTimer()
				if _, err := f.restore(to, backup.Options{Ring: r}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(benchPeople*b.N)/b.Elapsed().Seconds(), "people/s")
		})
	}
}
