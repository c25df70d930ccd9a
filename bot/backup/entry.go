package backup

import (
	"encoding/binary"
	"math"
	"time"

	"unknot/bot"
)

// kind is the first byte of an entry.
type kind byte

const (
	kindHeader   kind = 'H'
	kindCheck    kind = 'C' // in a keys file: the value of seal.CheckDoc
	kindDocument kind = 'D'
	kindRecord   kind = 'R' // of the document before it
	kindKey      kind = 'K' // in a keys file
	kindTrailer  kind = 'T'
)

// entry is one piece of a file.
type entry struct {
	kind kind
	data []byte
}

// never is how a wake that never comes is written.
const never = math.MinInt64

func appendWake(b []byte, t time.Time) []byte {
	at := int64(never)
	if !t.IsZero() {
		at = t.UnixMicro()
	}
	return binary.BigEndian.AppendUint64(b, uint64(at))
}

func wakeIn(b []byte) time.Time {
	at := int64(binary.BigEndian.Uint64(b))
	if at == never {
		return time.Time{}
	}
	return time.UnixMicro(at).UTC()
}

func documentEntry(stored bot.Stored, data []byte) entry {
	b := appendWake(make([]byte, 0, 20+len(stored.Doc)+len(data)), stored.Wakes.Urgent)
	b = appendWake(b, stored.Wakes.Bulk)
	return entry{kindDocument, append(appendID(b, stored.Doc), data...)}
}

// document reads an entry. The data still lie in it.
func (e entry) document() (bot.Stored, error) {
	if len(e.data) < 16 {
		return bot.Stored{}, ErrDamaged
	}
	doc, data, err := idIn(e.data[16:])
	wakes := bot.Wakes{Urgent: wakeIn(e.data), Bulk: wakeIn(e.data[8:])}
	return bot.Stored{Doc: doc, Data: data, Wakes: wakes}, err
}

func recordEntry(r bot.Record) entry {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, 8+len(r.Data)), uint64(r.Position))
	return entry{kindRecord, append(b, r.Data...)}
}

func (e entry) record() (bot.Record, error) {
	if len(e.data) < 8 {
		return bot.Record{}, ErrDamaged
	}
	return bot.Record{Position: bot.Position(binary.BigEndian.Uint64(e.data)), Data: e.data[8:]}, nil
}

func keyEntry(doc bot.DocID, wrapped []byte) entry {
	return entry{kindKey, append(appendID(make([]byte, 0, 4+len(doc)+len(wrapped)), doc), wrapped...)}
}

func (e entry) key() (doc bot.DocID, wrapped []byte, err error) { return idIn(e.data) }

func appendID(b []byte, doc bot.DocID) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(doc))), doc...)
}

func idIn(b []byte) (doc bot.DocID, rest []byte, err error) {
	if len(b) < 4 || uint64(binary.BigEndian.Uint32(b)) > uint64(len(b)-4) {
		return "", nil, ErrDamaged
	}
	end := 4 + int(binary.BigEndian.Uint32(b))
	return bot.DocID(b[4:end]), b[end:], nil
}
