const place = document.getElementById('app')
place.innerHTML = `<textarea id="text"><h1>A letter</h1><p>Dear <strong>customer</strong>, thank you for your order.</p>
<table border="1" style="border-collapse:collapse;width:60%"><tbody><tr><th>Article</th><th>Price</th></tr>
<tr><td>Shelf</td><td>120</td></tr><tr><td>Lamp</td><td>45</td></tr></tbody></table>
<ul><li>One</li><li>Two</li></ul><p>${'It is on its way and comes within the week. '.repeat(8)}</p></textarea>`

const script = document.createElement('script')
script.src = '/npm/tinymce/tinymce.min.js'
script.onload = () =>
  window.tinymce.init({
    selector: '#text',
    license_key: 'gpl',
    height: 700,
    menubar: true,
    promotion: false,
    plugins: 'lists link table searchreplace wordcount charmap code fullscreen',
    toolbar:
      'undo redo | blocks fontfamily | bold italic forecolor | alignleft aligncenter | bullist numlist | link table charmap | searchreplace code fullscreen',
  })
document.head.append(script)
