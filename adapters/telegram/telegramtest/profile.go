package telegramtest

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf8"
)

// The limits of what a bot says of itself: core.telegram.org/bots/api,
// BotCommand, setMyDescription and setMyShortDescription.
const (
	mostCommands  = 100
	longestAbout  = 512
	longestShort  = 120
	longestEffect = 256 // of the description of a command
)

// Profile returns what was set by a method such as "setMyCommands", as JSON,
// for a scope, as JSON, and a language.
func (s *Server) Profile(method, scope, language string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.profile[strings.TrimPrefix(method, "set")+scope+language]
}

func (s *Server) getProfile(w http.ResponseWriter, call Call) {
	field, empty := profileField(call.Method)
	said := s.Profile(strings.TrimPrefix(call.Method, "get"), call.Form.Get("scope"), call.Form.Get("language_code"))
	if said == "" {
		said = empty
	}
	if field != "commands" {
		said = `{"` + field + `":` + said + `}`
	}
	result(w, said)
}

func (s *Server) setProfile(w http.ResponseWriter, call Call) {
	field, _ := profileField(call.Method)
	value := call.Form.Get(field)
	if field != "commands" {
		if limit := map[string]int{"description": longestAbout, "short_description": longestShort}[field]; utf8.RuneCountInString(value) > limit {
			Refusal(400, "Bad Request: description is too long", 0)(w, nil)
			return
		}
		value = quoted(value)
	} else if !areCommands(value) {
		Refusal(400, "Bad Request: BOT_COMMAND_INVALID", 0)(w, nil)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.profile[strings.TrimPrefix(call.Method, "set")+call.Form.Get("scope")+call.Form.Get("language_code")] = value
	result(w, "true")
}

// profileField returns the parameter of a method, and what it is before it was
// set.
func profileField(method string) (field, empty string) {
	switch method[len("get"):] {
	case "MyCommands":
		return "commands", "[]"
	case "MyDescription":
		return "description", `""`
	default:
		return "short_description", `""`
	}
}

func areCommands(list string) bool {
	var all []struct{ Command, Description string }
	if json.Unmarshal([]byte(list), &all) != nil || len(all) > mostCommands {
		return false
	}
	for _, c := range all {
		if !regexp.MustCompile(`^[a-z0-9_]{1,32}$`).MatchString(c.Command) || c.Description == "" || utf8.RuneCountInString(c.Description) > longestEffect {
			return false
		}
	}
	return true
}
