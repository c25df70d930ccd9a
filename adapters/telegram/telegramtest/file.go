package telegramtest

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// mostUpload is what a bot may upload at once: core.telegram.org/bots/api,
// sendDocument.
const mostUpload = 50 << 20

// File is a file in a chat.
type File struct {
	Name  string
	Data  []byte
	Photo bool // it is seen as a picture
}

// uploadedIn returns the file in a request, or nil.
func uploadedIn(r *http.Request) *File {
	if r.MultipartForm == nil {
		return nil
	}
	for _, headers := range r.MultipartForm.File {
		part, err := headers[0].Open()
		if err != nil {
			return nil
		}
		defer part.Close()
		data, _ := io.ReadAll(part)
		return &File{Name: headers[0].Filename, Data: data}
	}
	return nil
}

// Files returns the files in a chat, oldest first.
func (s *Server) Files(who int64) []File {
	var all []File
	for _, m := range s.Messages(who) {
		if m.File != nil {
			all = append(all, *m.File)
		}
	}
	return all
}

// Uploads returns how many files were uploaded.
func (s *Server) Uploads() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.files)
}

// LoseFiles lets the server forget all files that were uploaded.
func (s *Server) LoseFiles() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.files {
		s.files[i].Data = nil
	}
}

// fileOf takes the file of a message, which is uploaded or known by its ID.
// The lock is held.
func (s *Server) fileOf(call Call) (*File, string, Fault) {
	field := strings.ToLower(strings.TrimPrefix(call.Method, "send"))
	if field == "message" || !strings.HasPrefix(call.Method, "send") {
		return nil, "", nil
	}
	id := call.Form.Get(field)
	if call.File != nil {
		s.files = append(s.files, *call.File)
		id = fileID(len(s.files) - 1)
	}
	at, err := strconv.Atoi(strings.TrimPrefix(id, "file-"))
	if err != nil || at < 0 || at >= len(s.files) || s.files[at].Data == nil {
		return nil, "", Refusal(400, "Bad Request: wrong file identifier/HTTP URL specified", 0)
	}
	f := s.files[at]
	f.Photo = field == "photo"
	if f.Photo && !isPhoto(f.Data) {
		return nil, "", Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED", 0)
	}
	return &f, id, nil
}

func fileID(at int) string { return "file-" + strconv.Itoa(at) }

// isPhoto reports whether Telegram shows a picture: width and height together
// are at most 10,000, and one is at most 20 times the other.
func isPhoto(data []byte) bool {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	return err == nil && c.Width+c.Height <= 10_000 && c.Width <= 20*c.Height && c.Height <= 20*c.Width
}

// fileJSON is how a message tells its file: a photo in two sizes.
func (m Message) fileJSON() string {
	switch {
	case m.File == nil:
		return ""
	case m.File.Photo:
		return fmt.Sprintf(`,"photo":[{"file_id":"small"},{"file_id":%q}]`, m.fileID)
	default:
		return fmt.Sprintf(`,"document":{"file_id":%q}`, m.fileID)
	}
}
