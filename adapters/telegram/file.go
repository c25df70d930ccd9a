package telegram

import (
	"crypto/sha256"
	"encoding/json"
	"io"
	"slices"
	"sync"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"unknot/bot"
)

const (
	maxCaption = 1024 // in UTF-16 units, after the markup is taken out
	maxPhoto   = 10 << 20
)

// fileKind is a way to send a file: the method, and the parameter of the file.
type fileKind struct{ method, field string }

func asPhoto() fileKind    { return fileKind{"sendPhoto", "photo"} }
func asDocument() fileKind { return fileKind{"sendDocument", "document"} }

// kindOf returns how a file is shown best.
func kindOf(f *bot.File) fileKind {
	if (f.Type == "image/png" || f.Type == "image/jpeg") && len(f.Data) <= maxPhoto {
		return asPhoto()
	}
	return asDocument()
}

// contentID tells files apart by what is in them.
type contentID [sha256.Size]byte

func (k fileKind) id(f *bot.File) contentID {
	h := sha256.New()
	for _, part := range []string{k.method, f.Name, f.Type} {
		_, _ = io.WriteString(h, part+"\x00")
	}
	_, _ = h.Write(f.Data)
	return contentID(h.Sum(nil))
}

// mostFiles is how many files are remembered as uploaded.
const mostFiles = 1000

// uploaded remembers by which ID Telegram has a file, so that what is sent to
// many is uploaded once. The oldest are forgotten.
type uploaded struct {
	mu    sync.Mutex
	ids   map[contentID]string
	order []contentID
}

func (u *uploaded) find(c contentID) string {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.ids[c]
}

func (u *uploaded) keep(c contentID, id string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.ids == nil {
		u.ids = map[contentID]string{}
	}
	if _, known := u.ids[c]; !known {
		u.order = append(u.order, c)
	}
	u.ids[c] = id
	if len(u.order) > mostFiles {
		delete(u.ids, u.order[0])
		u.order = slices.Delete(u.order, 0, 1)
	}
}

func (u *uploaded) forget(c contentID) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.ids, c)
	u.order = slices.DeleteFunc(u.order, func(other contentID) bool { return other == c })
}

// sent is as much as is needed of a message that Telegram took.
type sent struct {
	ID       int        `json:"message_id"`
	Document fileInfo   `json:"document"`
	Photo    []fileInfo `json:"photo"` // the same picture in several sizes, the largest last
}

type fileInfo struct {
	ID string `json:"file_id"`
}

// fileID is by which ID Telegram has the file of a message, if it says so.
func (s sent) fileID() string {
	if n := len(s.Photo); n > 0 {
		return s.Photo[n-1].ID
	}
	return s.Document.ID
}

// readSent reads what was sent. Of an answer that cannot be read nothing is
// known but that the message arrived.
func readSent(result json.RawMessage) sent {
	var s sent
	if json.Unmarshal(result, &s) != nil {
		return sent{}
	}
	return s
}

// attach gives a request its file: by its ID if Telegram has it.
func (u *uploaded) attach(params tgbotapi.Params, kind fileKind, f *bot.File) []tgbotapi.RequestFile {
	if id := u.find(kind.id(f)); id != "" {
		params[kind.field] = id
		return nil
	}
	return []tgbotapi.RequestFile{{Name: kind.field, Data: tgbotapi.FileBytes{Name: f.Name, Bytes: f.Data}}}
}
